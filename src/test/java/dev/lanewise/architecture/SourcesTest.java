package dev.lanewise.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What only the sources show. */
class SourcesTest {

    private static final Path MAIN = Path.of("src/main/java/dev/lanewise");

    private static final int MOST_LINES = 320;

    private static final Pattern INEXACT_LANES = Pattern.compile(
            "VectorOperators\\.(EXP|EXPM1|LOG|LOG10|LOG1P|POW|SIN|COS|TAN|ASIN|ACOS|ATAN|ATAN2|SINH|COSH|TANH"
                    + "|CBRT|HYPOT)\\b");

    private static final Pattern LOAD =
            Pattern.compile("(TYPE\\s*\\.cast\\(\\s*)?\\w+Vector\\s*\\.fromArray\\([^,]+, [^,]+");

    /** Where it is cast, another bracket comes first. */
    private static final Pattern LOAD_CALLED =
            Pattern.compile("(TYPE)?\\w+Vector\\s*\\.fromArray\\([^()]*\\)\\s*\\.\\w+");

    @Test
    void filesStaySmall() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : files(Path.of("src"))) {
            long lines = Files.readAllLines(file).size();
            if (lines > MOST_LINES) {
                tooLong.add(file + " has " + lines + " lines");
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void everyPackageSaysWhatLivesThere() throws IOException {
        try (Stream<Path> folders = Files.walk(MAIN).filter(Files::isDirectory)) {
            for (Path folder : folders.filter(f -> !f.equals(MAIN)).toList()) {
                Path info = folder.resolve("package-info.java");
                assertTrue(Files.exists(info), info + " is missing");
                String text = Files.readString(info);
                assertTrue(text.contains("/**") && text.contains("@NullMarked"), info + " says too little");
            }
        }
    }

    @Test
    void noLaneFunctionOfThePlatform() throws IOException {
        List<String> found = new ArrayList<>();
        for (Path file : files(MAIN.resolve("kernel"))) {
            Matcher matcher = INEXACT_LANES.matcher(Files.readString(file));
            while (matcher.find()) {
                found.add(file + ": " + matcher.group());
            }
        }
        assertEquals(List.of(), found);
    }

    /** C2 is told the class of what element-wise kernels load, and in products of a load whose method is called: it does not always find it by itself, and then makes objects of vectors. */
    @Test
    void loadsHaveAClass() throws IOException {
        List<String> found = new ArrayList<>();
        int loads = 0;
        for (Path file : files(MAIN.resolve("kernel"))) {
            String name = file.getFileName().toString();
            if (!name.equals("MachineVector.java")) {
                Pattern pattern = name.startsWith("Product") ? LOAD_CALLED : LOAD;
                Matcher matcher = pattern.matcher(Files.readString(file));
                while (matcher.find()) {
                    loads++;
                    if (matcher.group(1) == null) {
                        found.add(file + ": " + matcher.group());
                    }
                }
            }
        }
        assertEquals(List.of(), found);
        assertTrue(loads > 200, "loads are written otherwise by now: " + loads);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
        }
    }
}
