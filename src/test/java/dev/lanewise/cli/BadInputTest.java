package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the user can mend gets one line with the place and the remedy, exit code 2, and nothing on standard output. */
class BadInputTest {

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeFiles() throws IOException, InterruptedException {
        new BadFiles(folder).make();
    }

    /** The command, and texts that the line must hold, with {@code |} between them. */
    static Stream<Arguments> badData() {
        return Stream.of(
                // checkpoints
                Arguments.of("train --resume nowhere", "There is no folder nowhere"),
                Arguments.of("train --resume nothing", "nothing holds no complete checkpoint"),
                Arguments.of("train --resume good.csv", "There is no folder good.csv"),
                Arguments.of("train", "Missing: DATA"),
                Arguments.of("train iris --checkpoint-every 2", "--checkpoint-every is for --checkpoint"),
                Arguments.of("train iris --checkpoint x --checkpoint-every 0", "--checkpoint-every|epochs|minutes|'0'"),
                Arguments.of("train iris --checkpoint x --checkpoint-every -1m", "--checkpoint-every|'-1m'"),
                Arguments.of("train iris --checkpoint x --checkpoint-every 5s", "--checkpoint-every|'5s'"),
                Arguments.of("train iris --checkpoint good.csv", "good.csv is a file"),
                Arguments.of("train iris --checkpoint no/such", "Cannot make the folder no/such"),
                Arguments.of("train iris --checkpoint x --record r.csv", "--record does not go with --checkpoint"),
                // data
                Arguments.of("train nowhere.csv", "nowhere.csv|no such file"),
                Arguments.of("train irsi", "irsi|Did you mean 'iris'?"),
                Arguments.of("train empty.csv", "empty.csv|empty|header"),
                Arguments.of("train header.csv", "header.csv|no row"),
                Arguments.of("train ragged.csv", "ragged.csv|line 3|2 fields|3"),
                Arguments.of("train good.csv --target knid", "good.csv|'knid'|Did you mean 'kind'?"),
                Arguments.of("train good.csv --target a,a", "'a' twice"),
                Arguments.of("train oneclass.csv", "oneclass.csv|'kind'|only one class|'x'"),
                Arguments.of("train tiny.csv", "tiny.csv|'b'|only one class|'0'|read as floats, which keep 7 digits"),
                Arguments.of("train even.csv", "even.csv|'b'|only one value|read as floats, which keep 7 digits"),
                Arguments.of("train missing.csv", "missing.csv|'kind'|missing in every row"),
                Arguments.of("train double.csv", "double.csv|line 1|'a'"),
                Arguments.of("train infinite.csv", "infinite.csv|line 9|'b'|1e60"),
                Arguments.of("train target.csv --target a", "target.csv|line 9|'a'|-inf"),
                Arguments.of("train onerow.csv", "onerow.csv|one row to train on|two or more"),
                Arguments.of("train light.csv --weight-column b", "light.csv|line 9|'b'|1e-30 to 1e30"),
                Arguments.of("predict model.safetensors far.csv", "far.csv|line 9|prediction is"),
                Arguments.of("predict small.safetensors large", "large|images are of 4x4 pixels|of 3x3"),
                Arguments.of("evaluate small.safetensors large", "large|images are of 4x4 pixels|of 3x3"),
                Arguments.of("report small.safetensors --data large", "large|images are of 4x4 pixels|of 3x3"),
                Arguments.of("train small --test large", "large|images are of 4x4 pixels|of 3x3"),
                Arguments.of("evaluate model.safetensors far.csv", "far.csv|line 9|prediction is"),
                Arguments.of("report model.safetensors --data far.csv", "far.csv|line 9|prediction is"),
                Arguments.of("train latin.csv", "latin.csv|UTF-8"),
                Arguments.of("train short.csv.gz", "short.csv.gz|gzip|truncated"),
                Arguments.of("train images", "train-images-idx3-ubyte|IDX"),
                Arguments.of("train nothing", "nothing|train-images"),
                Arguments.of("train good.csv --test other.csv", "other.csv|'b'"),
                Arguments.of("train good.csv --test unknown.csv", "unknown.csv|line 9|'kind'|'z'"),
                Arguments.of("train weights.csv --weight-column b", "weights.csv|line 9|'b'"),
                Arguments.of("train good.csv --weight-column w", "'w'|weights"),
                Arguments.of("train good.csv --task regression", "good.csv|'kind'|--task"),
                Arguments.of("predict model.safetensors text.csv", "text.csv|line 9|'b'|'seven'"),
                Arguments.of("predict model.safetensors other.csv", "other.csv|'b'"),
                Arguments.of("predict model.safetensors good.csv --output nowhere/out.csv", "--output|nowhere"),
                Arguments.of("predict model.safetensors good.csv --output good.csv", "--output|good.csv|read"),
                Arguments.of("predict numbers.safetensors good.csv --probabilities", "--probabilities|numbers"),
                Arguments.of("predict numbers.safetensors good.csv --threshold 0.3", "--threshold|two classes"),
                Arguments.of("evaluate model.safetensors unknown.csv", "unknown.csv|line 9|'z'"),
                Arguments.of("evaluate model.safetensors iris", "iris|2 of the model's 2 columns|'a', 'b'"),
                Arguments.of("inspect good.csv", "good.csv"),
                Arguments.of("inspect nowhere.safetensors", "nowhere.safetensors"),
                Arguments.of("inspect cut.safetensors", "cut.safetensors"),
                Arguments.of("predict flipped.safetensors good.csv", "flipped.safetensors|checksum"),
                Arguments.of("import model.safetensors --activation relu", "model.safetensors"),
                Arguments.of("import nowhere.safetensors --activation relu", "nowhere.safetensors"),
                Arguments.of("datasets iriss", "'iriss'|Did you mean 'iris'?"),
                // outputs that cannot be written are told before the training
                Arguments.of("train good.csv --model nowhere/m.safetensors", "--model|nowhere"),
                Arguments.of("train good.csv --model nothing", "--model|folder"),
                Arguments.of("train good.csv --json nowhere/r.json", "--json|nowhere"),
                Arguments.of("train good.csv --json good.csv/r.json", "--json|good.csv"));
    }

    /** As above. */
    static Stream<Arguments> badOptions() {
        return Stream.of(
                Arguments.of("tran iris", "'tran'|Did you mean 'train'?|lanewise --help"),
                Arguments.of("train", "Missing|DATA|lanewise train --help"),
                Arguments.of("train iris penguins", "'penguins'|too many"),
                Arguments.of("train iris --epoch 3", "'--epoch'|Did you mean '--epochs'?"),
                Arguments.of("train iris --epochs=0", "--epochs|from 1|'0'"),
                Arguments.of("train iris --epochs many", "--epochs|from 1|'many'"),
                Arguments.of("train iris --epochs", "--epochs needs a value"),
                Arguments.of("train iris --batch-size -1", "--batch-size|from 1"),
                Arguments.of("train iris --patience -1", "--patience|from 0"),
                Arguments.of("train iris --threads 0", "--threads|1 to 1024"),
                Arguments.of("train iris --threads 2000", "--threads|1 to 1024|'2000'"),
                Arguments.of("train iris --test-fraction 1", "--test-fraction|from 0 to below 1"),
                Arguments.of("train iris --validation-fraction 2", "--validation-fraction|from 0 to below 1"),
                Arguments.of("train iris --dropout 1", "--dropout|from 0 to below 1"),
                Arguments.of("train iris --learning-rate 0", "--learning-rate|above 0"),
                Arguments.of("train iris --learning-rate NaN", "--learning-rate|above 0"),
                Arguments.of("train iris --weight-decay -1", "--weight-decay|0 or a positive"),
                Arguments.of("train iris --seed x", "--seed|whole number"),
                Arguments.of("train iris --hidden 64,0", "--hidden|from 1|none"),
                Arguments.of("train iris --hidden sixty", "--hidden|64,64"),
                Arguments.of("train iris --activation rellu", "'rellu'|Did you mean 'relu'?"),
                Arguments.of("train iris --loss hubber", "'hubber'|Did you mean 'huber'?"),
                Arguments.of("train iris --optimizer addam", "'addam'|Did you mean 'adam"),
                Arguments.of("train iris --task regresion", "'regresion'|Did you mean 'regression'?"),
                Arguments.of("train iris --kernels vectr", "'vectr'|Did you mean 'vector'?"),
                Arguments.of("train iris --vector-bits 64", "--vector-bits|128, 256 or 512"),
                Arguments.of("train iris --set beta1", "--set takes key=value, not 'beta1'"),
                Arguments.of("train iris --set label-smoothin=0.1", "Did you mean 'label-smoothing'?"),
                Arguments.of("train iris --set betta1=0.9", "'betta1'|Did you mean 'beta1'?"),
                Arguments.of("train iris --set beta1=1", "beta1|below 1"),
                Arguments.of("train iris --set beta1=0.9 --set beta1=0.8", "--set beta1=...|twice"),
                Arguments.of("train iris --rate-factor biases=0,biases=1", "--rate-factor biases=...|twice"),
                Arguments.of("train iris --learning-rate 1e300 --optimizer adam", "above 0 as a float|1e300"),
                Arguments.of("train iris --set label-smoothing=2", "label-smoothing"),
                Arguments.of("train iris --set learning-rate=1 --learning-rate 1", "--learning-rate|not both"),
                Arguments.of("train iris --loss huber", "huber|regression"),
                Arguments.of("train iris --test iris --test-fraction 0.1", "--test|not both"),
                Arguments.of("train iris --schedule cosin", "--schedule|column 1|Did you mean 'cosine'?"),
                Arguments.of("train iris --schedule cosine:warmup=x", "column 8|warmup|500s"),
                Arguments.of("train iris --accumulate 0", "--accumulate|from 1,"),
                Arguments.of("train iris --accumulate 99999999999", "--accumulate|from 1 to 2147483647"),
                Arguments.of("train iris --ema 1", "--ema|above 0 and below 1"),
                Arguments.of("train iris --ema 0.9 --swa 5", "--ema|--swa|not both"),
                Arguments.of("train iris --swa rest", "--swa|75%"),
                Arguments.of("train iris --label-smoothing 1", "--label-smoothing|from 0 to below 1"),
                Arguments.of("train concrete --label-smoothing 0.1", "label-smoothing|mean-squared-error"),
                Arguments.of("train iris --clip-norm 1 --clip-value 1", "--clip-norm|one of"),
                Arguments.of("train iris --clip-norm 0", "--clip-norm|above 0"),
                Arguments.of("train iris --l1 -1", "--l1|0 or a positive"),
                Arguments.of("train iris --max-norm 0", "--max-norm|above 0"),
                Arguments.of(
                        "train iris --quiet --optimizer schedule-free-adamw --max-norm 1",
                        "max-norm|schedule-free-adamw|weight decay"),
                Arguments.of(
                        "train iris --quiet --optimizer schedule-free-adamw --ema 0.9", "schedule-free-adamw|--ema"),
                Arguments.of("train concrete --quiet --schedule plateau:watch=score", "watches the score"),
                Arguments.of("train iris --set beta1=0.9f", "beta1|'0.9f'"),
                Arguments.of("schedules exponential:factor=1e300 --epochs 2", "for step|finite number as a float"),
                Arguments.of("train iris --freeze layer9", "layer9|layer1 to layer3"),
                Arguments.of("train iris --freeze layr1", "'layr1'|Did you mean 'layer1'?"),
                Arguments.of("train iris --rate-factor biases", "--rate-factor takes PART=F, not 'biases'"),
                Arguments.of("train iris --rate-factor layer1=1e40", "--rate-factor|positive number as a float"),
                Arguments.of("train iris --clip-value 1e-50", "--clip-value|above 0 as a float"),
                Arguments.of("train iris --l1 1e40", "--l1|positive number as a float"),
                Arguments.of("train iris --ema 0.99999999", "--ema|below 1 as a float"),
                Arguments.of("train iris --swa 100% --epochs 3 --quiet", "100% of the training|3 epochs|75%"),
                Arguments.of("train iris --swa 4 --epochs 4 --quiet", "after 4 epochs|nothing would be averaged"),
                Arguments.of(
                        "train iris --epochs 3 --quiet --optimizer momentum --momentum-schedule linear:to=1.5",
                        "momentum|for step|from 0 to below 1."),
                Arguments.of(
                        "train iris --epochs 3 --quiet --schedule exponential:factor=1e300",
                        "learning rate|as a float"),
                Arguments.of(
                        "train iris --recipe plain --epochs 3 --quiet --weight-decay-schedule constant:value=1e39",
                        "weight decay|as a float"),
                Arguments.of("train iris --schedule cosine+", "column 8|behind the +"),
                Arguments.of("train iris --rate-factor biases=-1", "--rate-factor|0 or a positive"),
                Arguments.of("train iris --momentum-schedule cosine --optimizer sgd", "sgd|no momentum"),
                Arguments.of(
                        "train iris --momentum-schedule cosine --optimizer schedule-free-adamw",
                        "schedule-free|no momentum"),
                Arguments.of(
                        "train iris --momentum-schedule cosine --optimizer rmsprop", "rmsprop|momentum 0|such as 0.9"),
                Arguments.of("find-rate iris --from 1 --to 0.1", "from a number above 0 to a larger one"),
                Arguments.of("find-rate iris --steps 3", "at least 20"),
                Arguments.of("schedules lineer", "'lineer'|Did you mean 'linear'?"),
                Arguments.of("bench --case minist", "'minist'|Did you mean 'mnist'?"),
                Arguments.of("bench --widths 7", "two widths|4,16,3"),
                Arguments.of("bench --widths 4,0", "--widths|from 1"),
                Arguments.of("bench --widths 1000000,3 --batch 1000000", "1000000|too large"),
                Arguments.of("bench --widths 4,1", "softmax-cross-entropy|two outputs"),
                Arguments.of("bench --widths 50000,50000", "2500000000 parameters|2146435071|narrower"),
                Arguments.of("bench --predict --widths 50000,50000", "2500000000 parameters|narrower"),
                Arguments.of("bench --widths 4,8,2 --batch 1073741824", "1073741824 rows|too large"),
                Arguments.of(
                        "bench --widths 40000,50000 --batch 8", "needs at least 32,|JDK_JAVA_OPTIONS=-Xmx|smaller"),
                Arguments.of("bench --update adam --parameters 1000000000", "needs at least 16,000 MB|fewer"),
                Arguments.of("train iris --hidden 50000,50000", "parameters|narrower"),
                Arguments.of(
                        "train iris --recipe plain --hidden 40000,40000",
                        "this training needs at least 32,|-Xmx|smaller"),
                Arguments.of(
                        "find-rate iris --recipe plain --hidden 40000,40000", "this training needs at least 32,|-Xmx"),
                Arguments.of("bench --batch 0", "--batch|from 1"),
                Arguments.of("bench --seconds 0", "--seconds|above 0"),
                Arguments.of("bench --optimizer addam", "'addam'|Did you mean 'adam"),
                Arguments.of("bench --product 12x12", "--product|128x512x784|'12x12'"),
                Arguments.of("bench --product 12x0x12", "--product|from 1|'12x0x12'"),
                Arguments.of("bench --product 12xax12", "--product|from 1"),
                Arguments.of("bench --product 100000x3x100000", "100000x3x100000|too large"),
                Arguments.of("bench --product 3x3x3 --batch 4", "--batch|--product"),
                Arguments.of("bench --product 3x3x3 --predict", "--predict|--product"),
                Arguments.of("bench --product 3x3x3 --product-kind foward", "'foward'|Did you mean 'forward'?"),
                Arguments.of("bench --product-kind forward", "--product-kind|goes with --product only"),
                Arguments.of("bench --update adam --case mnist", "--case|--update"),
                Arguments.of("bench --parameters 12", "--parameters|goes with --update only"),
                Arguments.of("bench --update adam --parameters 0", "--parameters|from 1"),
                Arguments.of("bench --predict --batch 3", "--batch|--predict"),
                Arguments.of("bench --json nowhere/r.json", "--json|nowhere"),
                Arguments.of("predict model.safetensors good.csv --threshold 2", "--threshold|from 0 to 1"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badData")
    void badDataGetsOneLineWithPlaceAndRemedy(String command, String parts) throws IOException, InterruptedException {
        LanewiseProcess.Result result = new LanewiseProcess(folder).run(command.split(" "));
        check(result.code(), result.out(), result.err(), parts);
        assertFalse(Files.exists(folder.resolve("out.csv")));
    }

    /** In this process, since nothing but the parser is involved; what would read the model file fails before that. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("badOptions")
    void badOptionsGetOneLineWithTheRangeOrTheNearMiss(String command, String parts) {
        CapturedConsole captured = new CapturedConsole();
        int code = captured.run(command.split(" "));
        check(code, captured.out(), captured.err(), parts);
    }

    private static void check(int code, String out, String err, String parts) {
        assertEquals(2, code, err);
        assertEquals("", out);
        String line = err.lines().findFirst().orElse("");
        assertTrue(line.startsWith("lanewise: "), err);
        assertEquals(1, err.lines().count(), err);
        for (String part : parts.split("\\|")) {
            assertTrue(line.contains(part), line + " lacks " + part);
        }
        assertFalse(line.contains("Exception"), line);
    }
}
