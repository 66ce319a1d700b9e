package io.fermata.executor.simulation;

/** What must hold after every event. */
enum Invariant {
    TERMINAL_IS_FINAL("a run that has ended does not change"),
    SEQUENCE_HAS_NO_GAP("each step of a log has the sequence after the last one's"),
    EPOCHS_NEVER_FALL("a step is written under the newest lease"),
    DONE_STAYS_DONE("a call that is answered is not made or answered again"),
    EFFECT_AT_MOST_ONCE("a call takes effect at most once"),
    NEVER_TWICE("a call that must not be repeated is made once, unless a person found that it was not done"),
    INTENT_FIRST("no effect begins before its intent is on disk"),
    ONE_HASH_PER_KEY("an effect key belongs to one set of arguments"),
    NO_OPEN_CALLS("no model is asked, and no run ends, while a call is unanswered"),
    LIMITS_FIRST("a run stays within its limits"),
    APPROVED_IN_TIME("a held call is made after one approval of these arguments, before it expired"),
    USAGE_ADDS_UP("each attempt is billed once, and what is billed is what the provider counted"),
    UNKNOWN_IS_PARKED("an unknown outcome is left to a person"),
    LOG_DECIDES("what is due follows from the log alone"),
    EVERYTHING_ENDS("once nothing goes wrong any more, every run ends");

    private final String promise;

    Invariant(String promise) {
        this.promise = promise;
    }

    String promise() {
        return promise;
    }
}
