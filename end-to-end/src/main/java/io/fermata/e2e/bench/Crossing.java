package io.fermata.e2e.bench;

/** The same request through the gateway, and to the service behind it. */
record Crossing(Measurement through, Measurement direct) {
    int concurrency() {
        return through.concurrency();
    }

    /** What the median request takes longer. */
    double addedMillis() {
        return through.perRun().millis(0.5) - direct.perRun().millis(0.5);
    }

    int failures() {
        return through.failures() + direct.failures();
    }
}
