package dev.lanewise.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;

/** Files that the command line refuses, each for a reason of its own, and a few that it takes. */
final class BadFiles {

    private final Path folder;
    private final StringBuilder good = new StringBuilder("a,b,kind\n");

    BadFiles(Path folder) {
        this.folder = folder;
    }

    void make() throws IOException, InterruptedException {
        for (int i = 0; i < 60; i++) {
            good.append(i)
                    .append(',')
                    .append(i % 7)
                    .append(',')
                    .append(i % 2 == 0 ? "x" : "y")
                    .append('\n');
        }
        write("good.csv", good.toString());
        write("empty.csv", "");
        Files.createDirectories(folder.resolve("nothing"));
        write("header.csv", "a,b,kind\n");
        write("ragged.csv", "a,b,kind\n1,2,x\n3,y\n4,5,x\n");
        write("text.csv", good.toString().replace("\n7,0,", "\n7,seven,"));
        write("oneclass.csv", good.toString().replace(",y", ",x"));
        write("missing.csv", "a,b,kind\n" + "1,2,\n".repeat(20));
        write("double.csv", "a,a,kind\n1,2,x\n3,4,y\n");
        write("other.csv", good.toString().replace("a,b,kind", "a,c,kind"));
        write("unknown.csv", good.toString().replace("\n7,0,y", "\n7,0,z"));
        write("infinite.csv", good.toString().replace("\n7,0,", "\n7,1e60,"));
        write("target.csv", good.toString().replace("\n7,0,", "\n-inf,0,"));
        write("far.csv", good.toString().replace("\n7,0,", "\n3e38,-3e38,"));
        StringBuilder tiny = new StringBuilder("a,b\n");
        StringBuilder even = new StringBuilder("a,b\n");
        for (int i = 0; i < 60; i++) {
            tiny.append(i).append(',').append(i).append("e-200\n");
            even.append(i).append(",1000000000000.").append(i).append('\n');
        }
        write("tiny.csv", tiny.toString());
        write("even.csv", even.toString());
        StringBuilder vast = new StringBuilder("a,c,b\n");
        for (int i = 0; i < 60; i++) {
            vast.append("1000000000000.").append(i).append(',').append(i % 7).append(',');
            vast.append(999_999_900_000L + i * 3001L).append(".5\n");
        }
        write("vast.csv", vast.toString());
        write("onerow.csv", "a,b\n1,2.5\n");
        write("light.csv", good.toString().replace("\n7,0,", "\n7,1e-31,"));
        write("weights.csv", good.toString().replace("\n7,0,", "\n7,-1,"));
        byte[] latin = good.toString().replace("\n7,0,y", "\n7,0,\u00e9").getBytes(StandardCharsets.ISO_8859_1);
        Files.write(folder.resolve("latin.csv"), latin);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(LanewiseProcess.utf8(good.toString()));
        }
        Files.write(folder.resolve("short.csv.gz"), Arrays.copyOf(packed.toByteArray(), packed.size() / 2));
        Files.createDirectories(folder.resolve("images"));
        for (String name : new String[] {"train-images-idx3-ubyte", "train-labels-idx1-ubyte"}) {
            write("images/" + name, "this is no IDX file at all");
        }
        Files.createDirectories(folder.resolve("nothing"));
        LanewiseProcess.Result trained = new LanewiseProcess(folder)
                .run("train good.csv --recipe plain --epochs 2 --model model.safetensors --quiet".split(" "));
        assertEquals(0, trained.code(), trained.err());
        images("small", 3);
        images("large", 4);
        LanewiseProcess.Result pictures = new LanewiseProcess(folder)
                .run("train", "small", "--epochs", "2", "--model", "small.safetensors", "--quiet");
        assertEquals(0, pictures.code(), pictures.err());
        byte[] model = Files.readAllBytes(folder.resolve("model.safetensors"));
        Files.write(folder.resolve("cut.safetensors"), Arrays.copyOf(model, model.length - 100));
        model[model.length - 5] ^= 0x40;
        Files.write(folder.resolve("flipped.safetensors"), model);
        assertEquals(
                0,
                new LanewiseProcess(folder)
                        .run(
                                "train",
                                "good.csv",
                                "--target",
                                "a",
                                "--epochs",
                                "1",
                                "--model",
                                "numbers.safetensors",
                                "--quiet")
                        .code());
    }

    /** A folder of 60 images of so many pixels each way, of 2 classes. */
    private void images(String name, int size) throws IOException {
        Path images = Files.createDirectories(folder.resolve(name));
        ByteBuffer pixels = ByteBuffer.allocate(16 + 60 * size * size);
        pixels.putInt(0x803).putInt(60).putInt(size).putInt(size);
        ByteBuffer labels = ByteBuffer.allocate(8 + 60).putInt(0x801).putInt(60);
        for (int i = 0; i < 60; i++) {
            labels.put((byte) (i % 2));
            for (int p = 0; p < size * size; p++) {
                pixels.put((byte) (i % 2 * 100 + i * p));
            }
        }
        Files.write(images.resolve("train-images-idx3-ubyte"), pixels.array());
        Files.write(images.resolve("train-labels-idx1-ubyte"), labels.array());
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
