package io.fermata.executor.run;

import java.util.regex.Pattern;

/** The id of a run. Ours are time-ordered; a channel adapter may choose its own. */
public record RunId(String value) {

    private static final Pattern SHAPE = Pattern.compile("run_[A-Za-z0-9_-]{1,64}");

    public RunId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("run id must match " + SHAPE.pattern() + ": " + value);
        }
    }
}
