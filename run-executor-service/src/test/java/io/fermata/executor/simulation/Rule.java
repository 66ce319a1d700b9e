package io.fermata.executor.simulation;

/** What the shell around the machine must keep to. Each is broken on purpose once, to see that it is missed. */
enum Rule {
    /** A write that names an older lease changes nothing. */
    FENCE_WRITES,
    /** A write that was made already is not made again. */
    COUNT_VERSIONS,
    /** What one turn changes is on disk as a whole or not at all. */
    COMMIT_WHOLE_TURNS,
    /** The intent is on disk before the effect begins. */
    INTENT_BEFORE_EFFECT,
    /** An intent that is found in the log is carried out under its own key. */
    KEEP_EFFECT_KEYS,
    /** The tool service looks up what it has done under a key. */
    LOOK_UP_EFFECTS,
    /** A call that must not be made twice is not made by whoever takes its execution over. */
    NEVER_REPEAT_UNREPEATABLE,
    /** An unknown outcome is left to a person. */
    PARK_UNKNOWN_OUTCOMES,
    /** A decision counts for the arguments that were shown. */
    COMPARE_ARGUMENTS,
    /** News is kept until it is in the log. */
    KEEP_NEWS,
    /** No run ends before each of its calls is answered. */
    ANSWER_OPEN_CALLS,
    /** A model call whose caller died stays on the books. */
    WRITE_OFF_LOST_ATTEMPTS,
    /** A tool is given the arguments that were written down. */
    SEND_WHAT_WAS_INTENDED,
    /** A call that was asked for again while it was under way is answered once. */
    TAKE_ONE_ANSWER,
    /** Whatever is known of a run is in its log. */
    LOG_EVERY_STEP,
    /** A run that an instance owns and does not execute is taken up again. */
    SWEEP_STRAYS,
    /** The runs of an instance that is silent for too long are taken over. */
    TAKE_OVER,
    /** Events leave in the transaction of what they tell. */
    USE_OUTBOX,
    /** A request that comes again starts nothing. */
    ABSORB_DUPLICATE_STARTS,
    /** What an attempt came to is on the books. */
    BILL_ATTEMPTS,
    /** Limits are those of the agent. */
    KEEP_LIMITS
}
