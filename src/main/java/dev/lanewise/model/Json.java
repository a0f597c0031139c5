package dev.lanewise.model;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/** JSON by streaming: no object binding, so no type of a file's choice is ever made. */
final class Json {

    /** Most bytes of a header. */
    static final int LIMIT = 16 << 20;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(8)
                    .maxNumberLength(40)
                    .maxStringLength(LIMIT)
                    .maxNameLength(LIMIT)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private Json() {}

    static JsonParser parser(byte[] bytes, int offset, int length) {
        return FACTORY.createParser(ObjectReadContext.empty(), bytes, offset, length);
    }

    static JsonParser parser(String text) {
        return FACTORY.createParser(ObjectReadContext.empty(), text);
    }

    static JsonGenerator generator(StringWriter target) {
        return FACTORY.createGenerator(ObjectWriteContext.empty(), target);
    }

    /** Fails unless the parser's current token is the one wanted. */
    static void expect(JsonParser parser, JsonToken wanted) {
        if (parser.currentToken() != wanted) {
            throw fail(parser, "found " + parser.currentToken() + " where " + wanted + " is expected");
        }
    }

    /** Fails unless the parser's next token is the one wanted. */
    static void expectNext(JsonParser parser, JsonToken wanted) {
        parser.nextToken();
        expect(parser, wanted);
    }

    /** Returns the text that comes next. */
    static String nextText(JsonParser parser) {
        parser.nextToken();
        return text(parser);
    }

    /** Returns the text where the parser stands. */
    static String text(JsonParser parser) {
        expect(parser, JsonToken.VALUE_STRING);
        return wellFormed(parser, parser.getString());
    }

    /** Returns the name of a property where the parser stands. */
    static String name(JsonParser parser) {
        expect(parser, JsonToken.PROPERTY_NAME);
        return wellFormed(parser, parser.currentName());
    }

    /** Half of a surrogate pair, which an escape can stand for, is lost in UTF-8: two names could become one. */
    private static String wellFormed(JsonParser parser, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isBmpCodePoint(text.codePointAt(i))) {
                if (Character.isSurrogate(text.charAt(i))) {
                    throw fail(parser, "half of a surrogate pair is no text");
                }
            } else {
                i++;
            }
        }
        return text;
    }

    static StreamReadException fail(JsonParser parser, String message) {
        return new StreamReadException(parser, message);
    }

    /** Writes texts as an array. */
    static String array(List<String> texts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = generator(out)) {
            json.writeStartArray();
            texts.forEach(json::writeString);
            json.writeEndArray();
        }
        return out.toString();
    }

    /** Writes texts by name as an object. */
    static String object(Map<String, String> texts) {
        StringWriter out = new StringWriter();
        try (JsonGenerator json = generator(out)) {
            json.writeStartObject();
            texts.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
        return out.toString();
    }

    /** Reads an array of texts. */
    static List<String> readArray(String text) {
        try (JsonParser parser = parser(text)) {
            expectNext(parser, JsonToken.START_ARRAY);
            List<String> texts = texts(parser);
            expectEnd(parser);
            return texts;
        }
    }

    /** Reads the rest of an array of texts. */
    static List<String> texts(JsonParser parser) {
        List<String> texts = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(text(parser));
        }
        return texts;
    }

    /** Fails unless nothing follows. */
    static void expectEnd(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw fail(parser, "something follows the end");
        }
    }
}
