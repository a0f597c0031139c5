package dev.lanewise.report;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * What every report is made of: our own style and scripts, and D3's bundle from its jar.
 *
 * @param style the style sheet
 * @param scripts D3, then our own
 */
record Assets(String style, List<String> scripts) {

    /** In this order: helpers, the frame that charts share, a file for each kind of figure, and what starts them. */
    private static final List<String> FILES = List.of(
            "page.js",
            "frame.js",
            "lines.js",
            "scatter.js",
            "histogram.js",
            "cells.js",
            "bars.js",
            "contours.js",
            "player.js",
            "start.js");

    private static final String D3 = "META-INF/maven/org.webjars.npm/d3/pom.properties";

    static Assets load() {
        StringBuilder own = new StringBuilder("(function () {\n\"use strict\";\n");
        for (String file : FILES) {
            own.append(resource(file)).append('\n');
        }
        return new Assets(
                "\n" + resource("report.css"),
                List.of(d3(), own.append("})();\n").toString()));
    }

    /** Nothing is loaded, and only these very scripts and this style run. */
    String policy() {
        StringBuilder policy = new StringBuilder("default-src 'none'; base-uri 'none'; form-action 'none'; script-src");
        scripts.forEach(script -> policy.append(' ').append(hash(script)));
        return policy.append("; style-src ").append(hash(style)).toString();
    }

    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "'sha256-" + Base64.getEncoder().encodeToString(digest) + "'";
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) {
        String text = read(Assets.class.getResourceAsStream(name));
        if (text == null) {
            throw new IllegalStateException("The jar lacks " + name + ".");
        }
        return text;
    }

    /** The bundle lies in a folder that is named by its version; its licence asks to stand in every copy. */
    private static String d3() {
        String properties = read(Assets.class.getClassLoader().getResourceAsStream(D3));
        String folder = "META-INF/resources/webjars/d3/" + (properties == null ? "" : version(properties));
        String script = read(Assets.class.getClassLoader().getResourceAsStream(folder + "/dist/d3.min.js"));
        String licence = read(Assets.class.getClassLoader().getResourceAsStream(folder + "/LICENSE"));
        if (script == null || licence == null) {
            throw new UserException(
                    "Reports need D3, which is not on the class path. Add the dependency org.webjars.npm:d3.");
        }
        return "/*\n" + licence + "*/\n" + script;
    }

    private static String version(String properties) {
        Properties parsed = new Properties();
        try {
            parsed.load(new StringReader(properties));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parsed.getProperty("version", "");
    }

    private static @Nullable String read(@Nullable InputStream stream) {
        if (stream == null) {
            return null;
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
