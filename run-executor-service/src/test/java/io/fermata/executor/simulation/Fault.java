package io.fermata.executor.simulation;

/** What may go wrong while the storm lasts, each so often in a thousand occasions. */
enum Fault {
    /** An executor dies at once; another instance starts later. */
    KILL(25),
    /** An executor stands still for longer than its lease and then goes on as if nothing had been. */
    PAUSE(25),
    /** An executor is told to go, and hands over. */
    STOP(10),
    /** The tool service dies in the middle of whatever it does. */
    KILL_TOOLS(20),
    /** A statement never reaches the database. */
    LOSE_STATEMENT(8),
    /** A statement is carried out, and nobody hears of it. */
    LOSE_ANSWER(8),
    /** A record is read by a consumer that dies before it has done anything with it. */
    DROP(60),
    /** A record comes twice. */
    DUPLICATE(60),
    /** A record comes long after those that were written later. */
    DELAY(60),
    /** A model or a tool does its work, and its answer is lost. */
    LOSE_REPLY(40),
    /** A model or a tool refuses. */
    REFUSE(60),
    /** The clock of an executor jumps. */
    SHIFT_CLOCK(10),
    /** Somebody decides about other arguments than those that were shown. */
    FORGE(80),
    /** Somebody wants a run to end. */
    CANCEL(60);

    private final int perMille;

    Fault(int perMille) {
        this.perMille = perMille;
    }

    int perMille() {
        return perMille;
    }
}
