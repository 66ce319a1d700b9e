package io.fermata.policies.audit;

import io.fermata.contracts.event.AuditOutcome;
import io.fermata.starter.json.StorableTime;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Query parameters as they came; {@link #filter} reads them and says all that is wrong with them at once. */
record AuditQuery(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable String outcome,
        @Nullable String from,
        @Nullable String to) {
    private static final Set<String> OUTCOMES =
            Set.of(AuditOutcome.SUCCEEDED, AuditOutcome.DENIED, AuditOutcome.FAILED);
    private static final int DATE_LENGTH = "2026-11-01".length();

    AuditFilter filter() {
        List<FieldProblem> wrong = new ArrayList<>();
        if (outcome != null && !OUTCOMES.contains(outcome)) {
            wrong.add(new FieldProblem("/outcome", "must be one of succeeded, denied, failed"));
        }
        Instant begin = instant("/from", from, wrong);
        Instant end = instant("/to", to, wrong);
        if (begin != null && end != null && !begin.isBefore(end)) {
            wrong.add(new FieldProblem("/to", "must be after from"));
        }
        if (!wrong.isEmpty()) {
            throw ProblemException.validation(wrong);
        }
        return new AuditFilter(actor, action, resourceType, resourceId, outcome, begin, end);
    }

    private static @Nullable Instant instant(String pointer, @Nullable String text, List<FieldProblem> wrong) {
        try {
            return text == null ? null : parse(text);
        } catch (DateTimeException e) {
            wrong.add(new FieldProblem(pointer, "must be a time like 2026-11-01T00:00:00Z or a day like 2026-11-01"));
            return null;
        }
    }

    /** A day stands for its first instant in UTC. */
    private static Instant parse(String text) {
        return text.length() == DATE_LENGTH
                ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                : StorableTime.parse(text);
    }
}
