package io.fermata.executor.execution;

import io.fermata.executor.run.Run;
import io.fermata.executor.run.StepRow;
import java.util.List;

/** Whoever watches runs live on this instance hears of them here, after they are on disk. */
public interface RunFeed {

    void steps(Run run, List<StepRow> steps);

    void changed(Run run);

    /**
     * A piece of the text the model is writing; never stored.
     *
     * @param sequence the step that the text will become
     * @param index counts the pieces of that step
     */
    void token(Run run, long sequence, long index, String text);
}
