package io.fermata.policies.audit;

import io.fermata.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** What a trail can be taken away as. */
enum ExportFormat {
    JSONL("application/jsonl"),
    CSV("text/csv");

    private final String mediaType;

    ExportFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    static ExportFormat require(@Nullable String word) {
        return switch (word) {
            case null -> JSONL;
            case "jsonl" -> JSONL;
            case "csv" -> CSV;
            default -> throw ProblemException.validation("/format", "must be one of jsonl, csv");
        };
    }

    String mediaType() {
        return mediaType;
    }

    String fileName() {
        return this == JSONL ? "audit-events.jsonl" : "audit-events.csv";
    }
}
