package dev.lanewise.cli;

/** Texts that several commands share. */
final class Help {

    static final String DATA =
            "A bundled data set (see 'lanewise datasets'), a CSV or TSV file with a header line, plain or gzipped,"
                    + " or a folder of IDX files.";

    static final String JSON =
            "Write the result as one JSON object to this file; - for standard output, which then holds nothing"
                    + " else.";

    static final String MODEL = "A model file that 'lanewise train --model' wrote.";

    private Help() {}

    /** Splits values of an option. A comma at the end is kept, so that what reads the value refuses it: otherwise a lone comma would be no value at all. */
    static final String COMMA = ",(?!$)";
}
