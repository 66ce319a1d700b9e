package io.fermata.e2e.torture.invariant;

import io.fermata.e2e.torture.evidence.Evidence;
import io.fermata.e2e.torture.evidence.Evidence.Delivered;
import io.fermata.e2e.torture.evidence.Evidence.Noted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Every event reaches its topic, and from there whoever must hear of it. */
final class EventInvariants {
    /** Which consumer notes which topic's events, and in which database. */
    private record Hearing(String topic, String database, String consumer) {}

    private static final List<Hearing> HEARINGS = List.of(
            new Hearing("usage.recorded", "fermata_metering", "metering-service"),
            new Hearing("approval.required", "fermata_approvals", "approval-service"),
            new Hearing("approval.decided", "fermata_executor", "run-executor-service"),
            new Hearing("agent.changed", "fermata_executor", "run-executor-service"));

    private EventInvariants() {}

    static List<Invariant> all() {
        return List.of(
                new Invariant("every outbox row reached its topic", EventInvariants::unsent),
                new Invariant("every event was handled by its consumer", EventInvariants::unheard),
                new Invariant("no event was put aside", EventInvariants::deadLetters),
                new Invariant("planted secrets are found nowhere", Evidence::leaks));
    }

    private static List<String> unsent(Evidence evidence) {
        Set<String> delivered = evidence.delivered().stream()
                .map(record -> record.topic() + " " + record.eventId())
                .collect(Collectors.toSet());
        return Found.where(
                evidence.outbox(),
                row -> !delivered.contains(row.topic() + " " + row.id()),
                row -> row.id() + " of " + row.database() + " is not on " + row.topic());
    }

    private static List<String> unheard(Evidence evidence) {
        Set<Noted> noted = Set.copyOf(evidence.inbox());
        Map<String, Hearing> byTopic = HEARINGS.stream().collect(Collectors.toMap(Hearing::topic, hearing -> hearing));
        return Found.where(
                evidence.outbox(),
                row -> {
                    Hearing hearing = byTopic.get(row.topic());
                    return hearing != null
                            && !noted.contains(new Noted(hearing.database(), hearing.consumer(), row.id()));
                },
                row -> row.id() + " of " + row.topic() + " was never handled");
    }

    private static List<String> deadLetters(Evidence evidence) {
        return Found.where(
                evidence.delivered(), Delivered::deadLetter, record -> record.eventId() + " lies in " + record.topic());
    }
}
