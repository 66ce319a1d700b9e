package io.fermata.starter.idempotency;

/** What became of the attempt to take a key. */
sealed interface Claim {
    /**
     * The attempt tells this holder of the key from those who had it before and were taken for dead. The stem is theirs
     * too: all of them are the same request.
     */
    record Taken(int attempt, String stem) implements Claim {}

    record InProgress() implements Claim {}

    record Mismatch() implements Claim {}

    record Answered(Answer answer) implements Claim {}
}
