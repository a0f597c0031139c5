package dev.lanewise.model;

import dev.lanewise.core.UserException;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Writes safetensors files: into a temporary file of the same folder, synced, then moved into place in one step. Whatever fails, the old file
 * stays as it was, and no half-written one is left behind.
 */
public final class SafetensorsWriter {

    private static final int BUFFER = 1 << 18;
    private static final AtomicLong COUNTER = new AtomicLong();

    private SafetensorsWriter() {}

    /**
     * Checks that a file can be written, before long work whose result it is to hold.
     *
     * @throws UserException if it cannot
     */
    public static void checkWritable(Path file) {
        Path target = target(file);
        Path temporary = temporary(target);
        try {
            Files.createFile(temporary);
            Files.delete(temporary);
        } catch (IOException e) {
            throw cannotWrite(file, reason(e), e);
        }
    }

    /**
     * Writes a file. An interrupt of this thread changes nothing, and stays set.
     *
     * @throws UserException if it cannot be written
     */
    public static void write(Path file, Safetensors content) {
        boolean interrupted = Thread.interrupted();
        try {
            while (!tryWrite(file, content)) {
                interrupted |= Thread.interrupted();
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Writes a file; false where an interrupt of this thread closed it half way. */
    private static boolean tryWrite(Path file, Safetensors content) {
        Path target = target(file);
        Path temporary = temporary(target);
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(channel, content);
                channel.force(true);
            }
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
            syncFolder(target);
            return true;
        } catch (ClosedByInterruptException e) {
            return false;
        } catch (IOException e) {
            throw cannotWrite(file, reason(e), e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /** Writes the bytes of a file. */
    static void write(WritableByteChannel channel, Safetensors content) throws IOException {
        writeFully(channel, header(content));
        for (StoredTensor tensor : content.tensors()) {
            write(channel, tensor);
        }
    }

    /** The length and the header, padded with spaces so that the data starts at a multiple of eight. */
    private static ByteBuffer header(Safetensors content) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Json.generator(text)) {
            json.writeStartObject();
            json.writeName("__metadata__");
            json.writeStartObject();
            for (Map.Entry<String, String> entry : content.metadata().entrySet()) {
                json.writeStringProperty(entry.getKey(), entry.getValue());
            }
            json.writeEndObject();
            long begin = 0;
            for (StoredTensor tensor : content.tensors()) {
                begin = describe(json, tensor, begin);
            }
            json.writeEndObject();
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(bytes, (bytes.length + 7) / 8 * 8);
        Arrays.fill(padded, bytes.length, padded.length, (byte) ' ');
        if (padded.length > Json.LIMIT) {
            throw new UserException("The description of the model takes " + padded.length + " bytes, at most "
                    + Json.LIMIT + " are allowed. Leave out columns with very many categories.");
        }
        return ByteBuffer.allocate(8 + padded.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(padded.length)
                .put(padded)
                .flip();
    }

    private static long describe(JsonGenerator json, StoredTensor tensor, long begin) {
        long end = begin + 4L * tensor.size();
        json.writeName(tensor.name());
        json.writeStartObject();
        json.writeStringProperty("dtype", "F32");
        json.writeName("shape");
        json.writeArray(tensor.shape(), 0, tensor.shape().length);
        json.writeName("data_offsets");
        json.writeArray(new long[] {begin, end}, 0, 2);
        json.writeEndObject();
        return end;
    }

    private static void write(WritableByteChannel channel, StoredTensor tensor) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect(Math.min(BUFFER, 4 * Math.min(tensor.size(), BUFFER)))
                .order(ByteOrder.LITTLE_ENDIAN);
        int chunk = BUFFER / 4;
        for (int done = 0; done < tensor.size(); done += chunk) {
            int count = Math.min(chunk, tensor.size() - done);
            bytes.clear();
            bytes.asFloatBuffer().put(tensor.values(), tensor.offset() + done, count);
            bytes.limit(4 * count);
            writeFully(channel, bytes);
        }
    }

    private static void writeFully(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** The file itself, behind a symbolic link too. */
    private static Path target(Path file) {
        Path target = file.toAbsolutePath().normalize();
        try {
            if (Files.isSymbolicLink(target) && Files.exists(target)) {
                target = target.toRealPath();
            }
        } catch (IOException e) {
            throw cannotWrite(file, reason(e), e);
        }
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw cannotWrite(file, "it is a folder; give a file name", null);
        }
        if (!Files.isDirectory(folder)) {
            throw cannotWrite(file, "there is no folder " + folder, null);
        }
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw cannotWrite(file, "it is not a regular file", null);
        }
        return target;
    }

    private static Path temporary(Path target) {
        String name = "." + target.getFileName() + "." + ProcessHandle.current().pid() + "-" + COUNTER.incrementAndGet()
                + ".tmp";
        return target.resolveSibling(name);
    }

    /** Makes the new name last through a power loss, where the system can. */
    private static void syncFolder(Path target) {
        try (FileChannel folder = FileChannel.open(target.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        } catch (IOException e) {
            // Windows does not open folders; the file itself is synced.
        }
    }

    private static void deleteQuietly(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            // The failure that led here is the one to tell.
        }
    }

    private static UserException cannotWrite(Path file, String reason, @Nullable Exception cause) {
        String line = "Cannot write " + file + ": " + reason + ".";
        return cause == null ? new UserException(line) : new UserException(line, cause);
    }

    /** What a failure of a file system says, in a few words. */
    static String reason(IOException e) {
        String name = e.getClass().getSimpleName();
        return switch (name) {
            case "AccessDeniedException" -> "permission denied";
            case "NoSuchFileException" -> "no such file or folder";
            case "FileAlreadyExistsException" -> "there is a file of that name";
            default -> {
                String said = e instanceof FileSystemException f ? f.getReason() : e.getMessage();
                yield said == null ? name : said.replaceAll("\\s+", " ");
            }
        };
    }
}
