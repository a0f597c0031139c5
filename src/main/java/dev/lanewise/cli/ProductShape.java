package dev.lanewise.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * The shape of a matrix product, written {@code 128x512x784}.
 *
 * @param rows rows of the result
 * @param columns columns of the result
 * @param depth terms of each sum
 */
record ProductShape(int rows, int columns, int depth) {

    private static final int LARGEST = 1 << 24;
    private static final String RANGE = "three whole numbers from 1 to " + LARGEST
            + " with x between them (rows and columns of the result, terms of a sum), such as 128x512x784";

    /** Reads shapes. */
    static final class Converter implements ITypeConverter<ProductShape> {
        @Override
        public ProductShape convert(String text) {
            String[] parts = text.split("x", -1);
            if (parts.length != 3) {
                throw Numbers.refuse(text, RANGE);
            }
            try {
                return new ProductShape(number(parts[0]), number(parts[1]), number(parts[2]));
            } catch (TypeConversionException e) {
                throw Numbers.refuse(text, RANGE);
            }
        }

        private static int number(String part) {
            return (int) Numbers.whole(part, 1, LARGEST, RANGE);
        }
    }
}
