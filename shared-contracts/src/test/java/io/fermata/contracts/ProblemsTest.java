package io.fermata.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemsTest {
    /** Callers switch on these: a slug or status never changes. */
    private static final Map<String, Integer> PUBLISHED = Map.ofEntries(
            Map.entry("bad-request", 400),
            Map.entry("malformed-body", 400),
            Map.entry("unknown-property", 400),
            Map.entry("idempotency-key-missing", 400),
            Map.entry("unauthenticated", 401),
            Map.entry("budget-exceeded", 402),
            Map.entry("forbidden", 403),
            Map.entry("not-found", 404),
            Map.entry("method-not-allowed", 405),
            Map.entry("not-acceptable", 406),
            Map.entry("conflict", 409),
            Map.entry("already-decided", 409),
            Map.entry("idempotency-in-progress", 409),
            Map.entry("approval-expired", 410),
            Map.entry("precondition-failed", 412),
            Map.entry("payload-too-large", 413),
            Map.entry("unsupported-media-type", 415),
            Map.entry("validation", 422),
            Map.entry("idempotency-mismatch", 422),
            Map.entry("egress-denied", 422),
            Map.entry("rate-limited", 429),
            Map.entry("internal", 500),
            Map.entry("unavailable", 503));

    @Test
    void keepsEverySlugAndStatusThatWasPublished() {
        assertThat(Arrays.stream(Problems.values()).collect(Collectors.toMap(Problems::slug, Problems::status)))
                .isEqualTo(PUBLISHED);
    }

    @ParameterizedTest
    @EnumSource
    void isNamedAfterItsSlug(Problems problem) {
        assertThat(problem.name().replace('_', '-')).isEqualToIgnoringCase(problem.slug());
        assertThat(problem.type()).isEqualTo("urn:problem:" + problem.slug());
        assertThat(problem.title()).isNotBlank().doesNotEndWith(".");
    }
}
