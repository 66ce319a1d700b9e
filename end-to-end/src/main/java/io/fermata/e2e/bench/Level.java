package io.fermata.e2e.bench;

/** The platform and its two references at one concurrency. */
record Level(Measurement platform, Measurement bare, Measurement floor) {
    int concurrency() {
        return platform.concurrency();
    }

    /** What the platform adds to an effect over the loop that keeps nothing. */
    double overheadMillisPerEffect() {
        return platform.millisPerEffect() - bare.millisPerEffect();
    }

    double throughputOfFloor() {
        return platform.effectsPerSecond() / floor.effectsPerSecond();
    }

    double throughputOfBare() {
        return platform.effectsPerSecond() / bare.effectsPerSecond();
    }
}
