package io.fermata.executor.simulation;

/** One time that a model was asked. */
record Attempt(long id, int run, int turn, int n, State state, long promptTokens, long completionTokens) {

    enum State {
        INTENT,
        DONE,
        FAILED,
        UNKNOWN
    }

    Attempt ended(State outcome, long prompt, long completion) {
        return new Attempt(id, run, turn, n, outcome, prompt, completion);
    }
}
