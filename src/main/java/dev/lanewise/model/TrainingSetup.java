package dev.lanewise.model;

import dev.lanewise.data.Preprocessor;
import dev.lanewise.nn.NetworkSpec;
import dev.lanewise.train.TrainingPlan;
import org.jspecify.annotations.Nullable;

/**
 * What is going to be trained, with all defaults resolved.
 *
 * @param source what the table is called
 * @param taskReason why the task is what it is, in words; empty where it was given
 * @param preprocessor the fitted preprocessing
 * @param recipe where what was not said comes from
 * @param network description of the network
 * @param parameters number of parameters
 * @param plan optimizer, loss, epochs, batch size, patience, seed
 * @param trainRows rows to train on
 * @param validationRows rows to judge epochs by
 * @param testRows rows to evaluate on at the end
 * @param threads threads in use
 * @param kernels kernels in use, {@code vector} or {@code scalar}
 * @param vectorBits vector width in use; 0 for scalar kernels
 * @param budget what a time budget chose, or null where there is none
 */
public record TrainingSetup(
        String source,
        String taskReason,
        Preprocessor preprocessor,
        Recipe recipe,
        NetworkSpec network,
        int parameters,
        TrainingPlan plan,
        int trainRows,
        int validationRows,
        int testRows,
        int threads,
        String kernels,
        int vectorBits,
        @Nullable BudgetChoice budget) {}
