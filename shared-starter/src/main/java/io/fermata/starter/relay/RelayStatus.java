package io.fermata.starter.relay;

import java.time.Instant;

/** What the relay of this replica is doing. */
public sealed interface RelayStatus {
    /** Since when. */
    Instant since();

    /** Not started yet, or stopped. */
    record Stopped(Instant since) implements RelayStatus {}

    /** On its way to reading. */
    record Starting(Instant since) implements RelayStatus {}

    /** Reads and sends. */
    record Running(Instant since) implements RelayStatus {}

    /** Another replica holds the slot; this one takes over when it lets go. */
    record StandingBy(Instant since) implements RelayStatus {}

    /** It failed and will start again. */
    record Failed(Instant since, String reason) implements RelayStatus {}
}
