package io.fermata.e2e.bench;

/** agent-loop-10: ten rounds of a model call and a tool call, then the answer. */
final class Loop {
    static final int ROUNDS = 10;
    static final int EFFECTS = 2 * ROUNDS + 1;
    static final String MODEL = "bench-loop-" + ROUNDS;
    static final String TOOL = "bench.echo";
    static final String SYSTEM_PROMPT = "You run a benchmark.";
    static final String QUESTION = "Go round and round.";

    private Loop() {}
}
