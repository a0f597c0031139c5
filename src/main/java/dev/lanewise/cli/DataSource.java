package dev.lanewise.cli;

import dev.lanewise.core.Suggest;
import dev.lanewise.core.UserException;
import dev.lanewise.data.BundledData;
import dev.lanewise.data.Column;
import dev.lanewise.data.Feature;
import dev.lanewise.data.Idx;
import dev.lanewise.data.Table;
import dev.lanewise.model.Model;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What DATA on the command line stands for: a bundled data set, a file, or a folder of IDX files.
 *
 * @param table the rows
 * @param test rows for the test that come with them, or null
 * @param target the target that is known, or null
 * @param images whether the columns are pixels
 */
record DataSource(
        Table table, @Nullable Table test, @Nullable String target, boolean images) {

    /** Reads it, of a file with some columns that are to be categories. */
    static DataSource of(String name, Set<String> categories) {
        Path path = path(name);
        if (Files.isDirectory(path)) {
            Idx idx = Idx.read(path);
            return new DataSource(idx.train(), idx.test(), Idx.LABEL, true);
        }
        Optional<BundledData> bundled = BundledData.find(name);
        if (bundled.isPresent() && !Files.exists(path)) {
            return new DataSource(bundled.get().table(), null, bundled.get().target(), false);
        }
        return new DataSource(Table.read(file(name, path), categories), null, null, false);
    }

    /** The file of delimited text that a name stands for, or null where it stands for something else. */
    static @Nullable Path delimited(String name) {
        Path path = path(name);
        boolean bundled = BundledData.find(name).isPresent() && !Files.exists(path);
        return bundled || Files.isDirectory(path) ? null : file(name, path);
    }

    private static Path file(String name, Path path) {
        if (!Files.exists(path)) {
            Optional<String> near = Suggest.nearest(
                    name, BundledData.all().stream().map(BundledData::name).toList());
            throw new UserException(name + ": there is no such file or folder, and no bundled data set of that name."
                    + near.map(n -> " Did you mean '" + n + "'?")
                            .orElse(" 'lanewise datasets' lists the bundled ones."));
        }
        return path;
    }

    /** The rows to evaluate or predict, with a model: the test rows of a folder of images, otherwise all. */
    static Table rows(String name, Model model) {
        Set<String> categories = new LinkedHashSet<>();
        for (Feature feature : model.preprocessor().features()) {
            if (feature instanceof Feature.Category || feature instanceof Feature.Embedded) {
                categories.add(feature.column());
            }
        }
        return rows(name, model.provenance().getOrDefault("data.images", ""), categories);
    }

    /** The rows to test on, with those to train on. */
    static Table rows(String name, DataSource training) {
        Set<String> categories = new LinkedHashSet<>();
        for (Column column : training.table.columns()) {
            if (column instanceof Column.Categories) {
                categories.add(column.name());
            }
        }
        return rows(name, Idx.imageSize(training.table), categories);
    }

    /**
     * The same with the size of the images that they go with; empty where they are none, or it is not known.
     *
     * @throws UserException where they are images of another size, whose pixels have the same names
     */
    private static Table rows(String name, String imageSize, Set<String> categories) {
        DataSource source = of(name, categories);
        Table rows = source.test == null ? source.table : source.test;
        String size = Idx.imageSize(rows);
        if (!imageSize.isEmpty() && !size.isEmpty() && !size.equals(imageSize)) {
            throw new UserException(rows.source() + ": the images are of " + size + " pixels, those of the training of "
                    + imageSize + ". Scale them first.");
        }
        return rows;
    }

    /** The columns that {@code --target} names; a column may have commas in its name, so the whole text is tried first. */
    List<String> targets(@Nullable String option) {
        if (option == null) {
            String known = target;
            return List.of(known == null ? table.columns().getLast().name() : known);
        }
        if (table.find(option) != null) {
            return List.of(option);
        }
        List<String> names = new ArrayList<>();
        for (String name : option.split(",", -1)) {
            if (names.contains(name.strip())) {
                throw new UserException("--target names the column '" + name.strip() + "' twice.");
            }
            names.add(name.strip());
        }
        return names;
    }

    private static Path path(String name) {
        if (name.isBlank()) {
            throw new UserException("DATA is empty. Name a bundled data set, a file, or a folder of IDX files.");
        }
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw new UserException("'" + name + "' is no name of a file.", e);
        }
    }
}
