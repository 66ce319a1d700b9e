package io.fermata.executor.execution;

import io.fermata.executor.machine.Step;
import io.fermata.executor.run.StepRow;
import org.springframework.stereotype.Component;

/** How the machine's steps are spelled in the log, and read back from it after a crash. */
@Component
class StepCodec {

    /** The public spelling of a step: its type and two JSON texts. */
    record Encoded(String type, String inputJson, String outputJson) {}

    private final ArgumentsJson arguments;
    private final StepWriter writer;
    private final StepReader reader;

    StepCodec() {
        ExactJson exact = new ExactJson();
        arguments = new ArgumentsJson(exact);
        writer = new StepWriter(exact, arguments);
        reader = new StepReader(exact, arguments);
    }

    Encoded encode(Step step) {
        return writer.write(step);
    }

    Step decode(StepRow row) {
        return reader.read(row);
    }

    /** Whether these are arguments at all, which a person can be asked about. */
    boolean readsArguments(String argumentsJson) {
        return arguments.readable(argumentsJson);
    }

    /** The one spelling of these arguments that is hashed, shown, executed and stored. */
    String canonicalArguments(String argumentsJson) {
        return arguments.canonical(argumentsJson);
    }
}
