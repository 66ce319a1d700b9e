package io.fermata.policies.audit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A link as a line of CSV (RFC 4180). Spreadsheets run what begins like a formula, so such a value gets an apostrophe in
 * front of it, after which they take it for text.
 */
final class CsvLine {
    static final String HEADER = "sequence,id,occurred_at,recorded_at,actor,action,resource_type,resource_id,outcome,"
            + "address,user_agent,request_id,policies,approvals,details,source,previous_hash,hash\r\n";

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private CsvLine() {}

    static String of(ChainLink link) {
        AuditEvent event = link.event();
        return Stream.of(
                                Long.toString(link.sequence()),
                                event.id(),
                                event.occurredAt().toString(),
                                link.recordedAt().toString(),
                                event.actor(),
                                event.action(),
                                event.resourceType(),
                                event.resourceId(),
                                event.outcome(),
                                text(event.address()),
                                text(event.userAgent()),
                                text(event.requestId()),
                                words(event.policies()),
                                words(event.approvals()),
                                event.details(),
                                event.source(),
                                link.previousHash(),
                                link.hash())
                        .map(CsvLine::cell)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    static String cell(String value) {
        String harmless = startsAFormula(value) ? "'" + value : value;
        return '"' + harmless.replace("\"", "\"\"") + '"';
    }

    /** Programs skip white space, and some take full-width signs for the ordinary ones. */
    private static boolean startsAFormula(String value) {
        String stripped = value.strip();
        return (!value.isEmpty() && FORMULA_STARTS.indexOf(value.charAt(0)) >= 0)
                || (!stripped.isEmpty() && "=+-@＝＋－＠".indexOf(stripped.charAt(0)) >= 0);
    }

    private static String words(List<String> words) {
        return String.join(" ", words);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
