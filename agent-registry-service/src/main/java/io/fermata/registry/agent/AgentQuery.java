package io.fermata.registry.agent;

import io.fermata.registry.lifecycle.AgentStatus;
import io.fermata.starter.json.StorableTime;
import io.fermata.starter.problem.ProblemException;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.BindParam;

/** The query parameters of the list. */
record AgentQuery(
        @Nullable String status,
        @Nullable String tag,
        @Nullable String owner,
        @Nullable String q,

        @BindParam("created_after") @Parameter(name = "created_after") @Nullable
        String createdAfter,

        @BindParam("created_before") @Parameter(name = "created_before") @Nullable
        String createdBefore) {

    AgentFilter filter() {
        return new AgentFilter(
                known(status),
                tag,
                owner,
                q,
                instant("/created_after", createdAfter),
                instant("/created_before", createdBefore));
    }

    private static @Nullable AgentStatus known(@Nullable String word) {
        return word == null
                ? null
                : AgentStatus.find(word)
                        .orElseThrow(() -> ProblemException.validation(
                                "/status", "must be one of draft, active, paused, deprecated"));
    }

    private static @Nullable Instant instant(String pointer, @Nullable String text) {
        try {
            return text == null ? null : StorableTime.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.validation(pointer, "must be a time like 2026-11-01T00:00:00Z");
        }
    }
}
