package io.fermata.executor.run;

import io.fermata.starter.sealing.PayloadColumn;
import io.fermata.starter.sealing.SensitivePayloads;
import org.springframework.stereotype.Component;

/** What runs were told and said, as it lies in {@code runs} and {@code steps}. Rows go by the table's primary key. */
@Component
public final class RunPayloads {

    private final PayloadColumn input;
    private final PayloadColumn output;
    private final PayloadColumn error;
    private final PayloadColumn metadata;
    private final PayloadColumn stepInput;
    private final PayloadColumn stepOutput;

    RunPayloads(SensitivePayloads payloads) {
        this.input = payloads.column("runs.input");
        this.output = payloads.column("runs.output");
        this.error = payloads.column("runs.error_message");
        this.metadata = payloads.column("runs.metadata");
        this.stepInput = payloads.column("steps.input");
        this.stepOutput = payloads.column("steps.output");
    }

    PayloadColumn input() {
        return input;
    }

    PayloadColumn metadata() {
        return metadata;
    }

    public PayloadColumn output() {
        return output;
    }

    public PayloadColumn error() {
        return error;
    }

    public PayloadColumn stepInput() {
        return stepInput;
    }

    public PayloadColumn stepOutput() {
        return stepOutput;
    }

    /** How a row of {@code steps} is named. */
    public static String step(String runId, long sequence) {
        return runId + "/" + sequence;
    }
}
