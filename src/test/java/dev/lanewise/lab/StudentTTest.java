package dev.lanewise.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StudentTTest {

    /** Quantiles as tables print them. */
    @ParameterizedTest
    @CsvSource({
        "0.95, 1, 12.706",
        "0.95, 2, 4.303",
        "0.95, 3, 3.182",
        "0.95, 4, 2.776",
        "0.95, 9, 2.262",
        "0.95, 30, 2.042",
        "0.95, 1000, 1.962",
        "0.99, 2, 9.925",
        "0.99, 5, 4.032",
        "0.5, 7, 0.711"
    })
    void quantilesAreThoseOfTables(double probability, int freedom, double t) {
        assertEquals(t, StudentT.within(probability, freedom), 0.0005);
        assertEquals(probability, StudentT.inside(StudentT.within(probability, freedom), freedom), 1e-12);
    }
}
