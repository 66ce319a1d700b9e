package io.fermata.metering.usage;

import io.fermata.contracts.event.UsageKind;
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

/** Reads query parameters and says all that is wrong with them at once. */
final class UsageQuery {
    private static final Set<String> KINDS = Set.of(UsageKind.MODEL_CALL, UsageKind.TOOL_CALL);
    private static final int DATE_LENGTH = "2026-11-01".length();

    private final List<FieldProblem> wrong = new ArrayList<>();

    Grouping grouping(@Nullable String word) {
        String given = word == null ? "" : word;
        return Grouping.find(given).orElseGet(() -> {
            wrong.add(new FieldProblem("/group_by", "must be one of " + Grouping.words()));
            return Grouping.DAY;
        });
    }

    @Nullable
    String kind(@Nullable String kind) {
        if (kind != null && !KINDS.contains(kind)) {
            wrong.add(new FieldProblem("/kind", "must be one of model_call, tool_call"));
        }
        return kind;
    }

    Period period(@Nullable String from, @Nullable String to) {
        Instant begin = instant("/from", from);
        Instant end = instant("/to", to);
        if (begin != null && end != null && !begin.isBefore(end)) {
            wrong.add(new FieldProblem("/to", "must be after from"));
            return new Period(begin, null);
        }
        return new Period(begin, end);
    }

    /** To be called when everything has been read. */
    void requireValid() {
        if (!wrong.isEmpty()) {
            throw ProblemException.validation(wrong);
        }
    }

    private @Nullable Instant instant(String pointer, @Nullable String text) {
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
