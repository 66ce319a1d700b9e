package io.fermata.identity.apikey;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** @param overlapSeconds how long the old secret goes on beside the new one: 0 by default, at most a week */
record RotateApiKeyRequest(@Nullable @Min(0) @Max(604_800) Integer overlapSeconds) {
    static Duration overlap(@Nullable RotateApiKeyRequest request) {
        Integer seconds = request == null ? null : request.overlapSeconds();
        return seconds == null ? Duration.ZERO : Duration.ofSeconds(seconds);
    }
}
