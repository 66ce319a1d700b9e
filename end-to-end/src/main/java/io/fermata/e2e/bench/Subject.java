package io.fermata.e2e.bench;

/** Something that can do the loop once. Called by many threads at once. */
@FunctionalInterface
interface Subject {
    /**
     * Does the whole loop.
     *
     * @throws RuntimeException when the loop did not end as it should
     */
    void loop();
}
