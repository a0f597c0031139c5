package dev.lanewise.model;

import dev.lanewise.core.Layout;
import dev.lanewise.core.Tensor;
import dev.lanewise.core.UserException;
import dev.lanewise.train.EpochRecord;
import dev.lanewise.train.History;
import dev.lanewise.train.TrainingSnapshot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint as a safetensors file, version 1: the metadata and the preprocessing of the model that is trained, as {@link ModelFile} writes them, which tell whether a
 * training is the same; {@code SLAB.TENSOR} for each slab of the {@link TrainingSnapshot} and each tensor of the network, such as {@code
 * optimizer.means.layers.0.weight}; {@code state.*}, numbers as text that is read back to the same bits; {@code note.*}; and the checksum.
 */
final class CheckpointFile {

    static final String FORMAT = "lanewise-checkpoint/1";

    private static final String STATE = "state.";
    private static final String NUMBERS = "state.numbers.";
    private static final String NOTE = "note.";
    private static final String SETTING = "provenance.";
    private static final int EPOCH = 6;

    /** What may differ between two parts of one training, since it changes no result. */
    private static final List<String> FREE = List.of(
            "format",
            "provenance.lanewise",
            "provenance.java",
            "provenance.threads",
            "provenance.kernels",
            "provenance.vector-bits",
            "provenance.data",
            // Its members and epochs are compared as those of the network and the plan.
            BudgetChoice.KEY,
            BudgetChoice.MEMBERS,
            BudgetChoice.EPOCHS,
            Safetensors.CHECKSUM);

    private final Safetensors description;
    private final Layout layout;

    /** Describes a training by its model before the first step, whose provenance has the settings. */
    CheckpointFile(Model model) {
        description = ModelFile.content(model);
        layout = model.sharedNetwork().layout();
    }

    /** Returns what a file holds. */
    Safetensors content(TrainingSnapshot snapshot, Map<String, String> notes) {
        Map<String, String> metadata = new TreeMap<>(description.metadata());
        metadata.put("format", FORMAT);
        metadata.put(STATE + "steps", String.valueOf(snapshot.steps()));
        metadata.put(STATE + "epochs-done", String.valueOf(snapshot.epochsDone()));
        metadata.put(STATE + "averaged", String.valueOf(snapshot.averaged()));
        TrainingSnapshot.Fit fit = snapshot.fit();
        if (fit != null) {
            metadata.put(
                    STATE + "over", fit.over() == null ? "" : fit.over().name().toLowerCase(Locale.ROOT));
            metadata.put(
                    STATE + "epoch",
                    texts(
                            fit.batches(),
                            fit.lossSum(),
                            fit.lossWeight(),
                            fit.seconds(),
                            fit.bestEpoch(),
                            fit.bestLoss(),
                            fit.sinceBest()));
            metadata.put(
                    STATE + "epochs",
                    texts(fit.epochs().stream()
                            .flatMapToDouble(CheckpointFile::numbers)
                            .toArray()));
        }
        snapshot.numbers().forEach((name, values) -> metadata.put(NUMBERS + name, texts(values)));
        notes.forEach((key, text) -> metadata.put(NOTE + key, text));
        List<StoredTensor> tensors = new ArrayList<>();
        snapshot.slabs().forEach((name, slab) -> {
            for (Tensor tensor : layout.tensors()) {
                tensors.add(StoredTensor.of(name + "." + tensor.name(), tensor, slab));
            }
        });
        description.tensors().stream().filter(CheckpointFile::isPreprocessing).forEach(tensors::add);
        return new Safetensors(metadata, tensors).withChecksum();
    }

    private static DoubleStream numbers(EpochRecord e) {
        return DoubleStream.of(
                e.epoch(), e.trainLoss(), e.validationLoss(), e.validationScore(), e.seconds(), (double) e.rows());
    }

    private static String texts(double... values) {
        return Json.array(Arrays.stream(values).mapToObj(String::valueOf).toList());
    }

    private static boolean isPreprocessing(StoredTensor tensor) {
        return tensor.name().startsWith("preprocessing.");
    }

    /**
     * Returns the state of a training.
     *
     * @throws UserException if it is that of another one
     * @throws IllegalArgumentException if something is missing
     */
    TrainingSnapshot snapshot(Safetensors content) {
        checkSame(content);
        Map<String, float[]> slabs = new LinkedHashMap<>();
        for (StoredTensor tensor : content.tensors()) {
            if (!isPreprocessing(tensor)) {
                fill(slabs, tensor);
            }
        }
        Map<String, double[]> numbers = new LinkedHashMap<>();
        content.metadata().forEach((key, value) -> {
            if (key.startsWith(NUMBERS)) {
                numbers.put(key.substring(NUMBERS.length()), values(value));
            }
        });
        return new TrainingSnapshot(
                Long.parseLong(state(content, "steps")),
                Integer.parseInt(state(content, "epochs-done")),
                Long.parseLong(state(content, "averaged")),
                fit(content),
                slabs,
                numbers);
    }

    private void fill(Map<String, float[]> slabs, StoredTensor stored) {
        for (Tensor tensor : layout.tensors()) {
            if (stored.name().endsWith("." + tensor.name())) {
                if (stored.size() != tensor.size()) {
                    throw new IllegalArgumentException("tensor " + stored.name() + " has " + stored.shapeText());
                }
                String slab = stored.name()
                        .substring(0, stored.name().length() - tensor.name().length() - 1);
                float[] values = slabs.computeIfAbsent(slab, any -> new float[layout.size()]);
                System.arraycopy(stored.values(), stored.offset(), values, tensor.offset(), tensor.size());
                return;
            }
        }
        throw new IllegalArgumentException("tensor " + stored.name() + " belongs to nothing");
    }

    private static TrainingSnapshot.@Nullable Fit fit(Safetensors content) {
        if (!content.metadata().containsKey(STATE + "epoch")) {
            return null;
        }
        double[] epoch = values(state(content, "epoch"));
        double[] all = values(state(content, "epochs"));
        if (epoch.length != 7 || all.length % EPOCH != 0) {
            throw new IllegalArgumentException("the numbers of the epochs do not fit");
        }
        List<EpochRecord> epochs = new ArrayList<>();
        for (int i = 0; i < all.length; i += EPOCH) {
            epochs.add(
                    new EpochRecord((int) all[i], all[i + 1], all[i + 2], all[i + 3], all[i + 4], (long) all[i + 5]));
        }
        String over = state(content, "over");
        return new TrainingSnapshot.Fit(
                epochs,
                over.isEmpty() ? null : History.Stop.valueOf(over.toUpperCase(Locale.ROOT)),
                (int) epoch[0],
                epoch[1],
                epoch[2],
                epoch[3],
                (int) epoch[4],
                epoch[5],
                (int) epoch[6]);
    }

    /** Whether the training had come to its end. */
    static boolean isFinished(Safetensors content) {
        return !content.metadata().getOrDefault(STATE + "over", "").isEmpty();
    }

    private static double[] values(String text) {
        return Json.readArray(text).stream().mapToDouble(Double::parseDouble).toArray();
    }

    /** Returns a part of the state. */
    static String state(Safetensors content, String name) {
        String value = content.metadata().get(STATE + name);
        if (value == null) {
            throw new IllegalArgumentException("'" + STATE + name + "' is missing in the metadata");
        }
        return value;
    }

    /** Returns a note, or null. */
    static @Nullable String note(Safetensors content, String key) {
        return content.metadata().get(NOTE + key);
    }

    private void checkSame(Safetensors content) {
        Map<String, String> here = description.metadata();
        Map<String, String> there = new TreeMap<>(content.metadata());
        there.keySet().removeIf(key -> key.startsWith(STATE) || key.startsWith(NOTE));
        for (String data : List.of("provenance.data.fingerprint", "provenance.test.fingerprint")) {
            if (!String.valueOf(here.get(data)).equals(String.valueOf(there.get(data)))) {
                throw new UserException("The data has changed since the checkpoint was written: its fingerprint was "
                        + there.get(data) + " and is " + here.get(data)
                        + ". Bring the old data back, or train anew into another folder.");
            }
        }
        // Settings first: what else differs follows from them.
        Set<String> keys = new TreeSet<>(Comparator.comparing((String key) -> !key.startsWith(SETTING))
                .thenComparing(Comparator.naturalOrder()));
        keys.addAll(here.keySet());
        keys.addAll(there.keySet());
        FREE.forEach(keys::remove);
        for (String key : keys) {
            String now = String.valueOf(here.get(key));
            String then = String.valueOf(there.get(key));
            if (!now.equals(then)) {
                throw other(key.replace(SETTING, "") + " is " + clip(then) + ", here it is " + clip(now));
            }
        }
        for (StoredTensor tensor : description.tensors()) {
            StoredTensor other = content.tensor(tensor.name());
            if (isPreprocessing(tensor) && (other == null || !Arrays.equals(tensor.values(), other.values()))) {
                throw other(tensor.name() + " differs");
            }
        }
    }

    private static UserException other(String difference) {
        return new UserException("The checkpoint is of another training: its " + difference
                + ". Give the same settings, or train anew into another folder.");
    }

    private static String clip(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
