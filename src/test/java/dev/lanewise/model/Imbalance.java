package dev.lanewise.model;

import dev.lanewise.core.RandomKey;
import dev.lanewise.core.SeededRandom;
import dev.lanewise.data.Column;
import dev.lanewise.data.Table;
import java.util.List;

/** A table of two classes that overlap, of which the second is rare. */
final class Imbalance {

    private Imbalance() {}

    /** Rows with two columns that tell something, one that tells nothing, words that tell something, a weight and the class. */
    static Table table(int rows, long seed) {
        SeededRandom random = new SeededRandom(RandomKey.of(seed));
        float[][] numbers = new float[4][rows];
        int[] words = new int[rows];
        int[] classes = new int[rows];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < 3; c++) {
                numbers[c][r] = (float) random.nextNormal();
            }
            words[r] = random.nextInt(3);
            double z = -3 + 2 * numbers[0][r] + numbers[1][r] + (words[r] == 2 ? 1.5 : 0);
            classes[r] = random.nextDouble() < 1 / (1 + Math.exp(-z)) ? 1 : 0;
            numbers[3][r] = classes[r] == 1 ? 4 : 0.5f;
        }
        return Table.of(List.of(
                new Column.Numbers("strong", numbers[0]),
                new Column.Numbers("weak", numbers[1]),
                new Column.Numbers("noise", numbers[2]),
                new Column.Categories("word", words, List.of("one", "two", "three")),
                new Column.Numbers("weight", numbers[3]),
                new Column.Categories("class", classes, List.of("no", "yes"))));
    }

    /** A trainer that is quick; the column of weights is none of its inputs. */
    static ModelTrainer trainer(Table table) {
        return ModelTrainer.on(without(table, "weight"))
                .hidden(8)
                .dropout(0)
                .epochs(12)
                .validationFraction(0.3)
                .threads(1);
    }

    static Table without(Table table, String name) {
        return Table.of(table.columns().stream()
                .filter(column -> !column.name().equals(name))
                .toList());
    }
}
