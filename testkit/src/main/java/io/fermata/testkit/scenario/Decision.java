package io.fermata.testkit.scenario;

/** What the person in the test does when the run asks for an approval. */
public enum Decision {
    APPROVE,
    REJECT,
    LEAVE_OPEN
}
