package io.fermata.executor.execution;

import io.fermata.executor.machine.Step;
import org.jspecify.annotations.Nullable;

/**
 * What a person found out about a call whose outcome nobody knew.
 *
 * @param stepId the step of the call; it is the call's effect key too
 * @param outputJson what the tool would have answered, when it was done
 */
public record Reconciliation(
        String stepId,
        Step.Verdict verdict,
        String outputJson,
        String by,
        @Nullable String note) {}
