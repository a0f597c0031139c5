package dev.lanewise.model;

import dev.lanewise.data.DateOrder;
import dev.lanewise.data.DatePart;
import dev.lanewise.data.Feature;
import java.util.ArrayList;
import java.util.List;

/**
 * A column as texts of a model file: its kind, and what else there is to say, empty for numbers and truth words, for categories a list of them, for dates the origin in seconds since 1970, the
 * order, and the parts. A mean and a scale go with them; truth words have their share as the mean.
 */
final class FeatureText {

    private static final String OR_MISSING = "-or-missing";

    private static final String CLIPPED = "clipped-";

    private FeatureText() {}

    /** Whether version 1 of the format knows a column. */
    static boolean isOfVersion1(Feature feature) {
        return feature instanceof Feature.Category || (feature instanceof Feature.Numeric number && !number.clipped());
    }

    static String kind(Feature feature) {
        return switch (feature) {
            case Feature.Numeric number ->
                (number.clipped() ? CLIPPED : "") + "number" + (number.indicator() ? OR_MISSING : "");
            case Feature.Truth truth -> "truth" + (truth.indicator() ? OR_MISSING : "");
            case Feature.Date date -> "date" + (date.indicator() ? OR_MISSING : "");
            case Feature.Category category -> "category";
            case Feature.Embedded embedded -> "embedded";
        };
    }

    static String detail(Feature feature) {
        return switch (feature) {
            case Feature.Numeric number -> "";
            case Feature.Truth truth -> "";
            case Feature.Category category -> Json.array(category.categories());
            case Feature.Embedded embedded -> Json.array(embedded.categories());
            case Feature.Date date -> {
                List<String> words = new ArrayList<>();
                words.add(String.valueOf(date.origin()));
                words.add(date.order().name());
                date.parts().forEach(part -> words.add(part.name()));
                yield Json.array(words);
            }
        };
    }

    static float mean(Feature feature) {
        return switch (feature) {
            case Feature.Numeric number -> number.mean();
            case Feature.Truth truth -> truth.share();
            case Feature.Date date -> date.mean();
            case Feature.Category category -> 0;
            case Feature.Embedded embedded -> 0;
        };
    }

    static float scale(Feature feature) {
        return switch (feature) {
            case Feature.Numeric number -> number.scale();
            case Feature.Date date -> date.scale();
            case Feature.Truth truth -> 0;
            case Feature.Category category -> 0;
            case Feature.Embedded embedded -> 0;
        };
    }

    /**
     * Returns the column of what the others say.
     *
     * @throws IllegalArgumentException if there is no such column
     */
    static Feature read(String column, String kind, String detail, float mean, float scale) {
        boolean indicator = kind.endsWith(OR_MISSING);
        return switch (kind) {
            case "number", "number-or-missing", "clipped-number", "clipped-number-or-missing" ->
                new Feature.Numeric(column, mean, scale, indicator, kind.startsWith(CLIPPED));
            case "truth", "truth-or-missing" -> new Feature.Truth(column, mean, indicator);
            case "date", "date-or-missing" -> {
                List<String> words = Json.readArray(detail);
                if (words.size() < 2) {
                    throw new IllegalArgumentException("the dates of a column lack their origin or order");
                }
                yield new Feature.Date(
                        column,
                        DateOrder.valueOf(words.get(1)),
                        words.stream().skip(2).map(DatePart::valueOf).toList(),
                        Long.parseLong(words.getFirst()),
                        mean,
                        scale,
                        indicator);
            }
            case "embedded" -> new Feature.Embedded(column, Json.readArray(detail));
            case "category" -> new Feature.Category(column, Json.readArray(detail));
            default -> throw new IllegalArgumentException("kind '" + kind + "' of a column is not known");
        };
    }
}
