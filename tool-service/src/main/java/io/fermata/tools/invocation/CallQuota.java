package io.fermata.tools.invocation;

import io.fermata.starter.jdbc.LoneStatement;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.catalog.Limits;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.invocation.ToolError.Code;
import java.time.Duration;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Counts the calls of tools that declare a limit. Atomic in the database, so the limit holds for all replicas together. */
@Component
class CallQuota {
    private static final int DAY_SECONDS = 86_400;

    /** Changes no row, and so admits nothing, when the window that is open is full. */
    private static final LoneStatement COUNT = new LoneStatement("""
            INSERT INTO tool_quotas AS q (tenant_id, tool, kind, window_start, calls)
            VALUES (?, ?, ?, date_bin(make_interval(secs => ?), now(), timestamptz 'epoch'), 1)
            ON CONFLICT (tenant_id, tool, kind) DO UPDATE
            SET window_start = excluded.window_start,
                calls = CASE WHEN q.window_start = excluded.window_start THEN q.calls + 1 ELSE 1 END
            WHERE q.window_start <> excluded.window_start OR q.calls < ?""");

    private static final LoneStatement LEFT = new LoneStatement("""
            SELECT ceil(extract(epoch FROM date_bin(make_interval(secs => ?), now(), timestamptz 'epoch')
                + make_interval(secs => ?) - now()))::bigint AS seconds""");

    private final JdbcTemplate jdbc;

    CallQuota(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Tells why the tool may not be called now; empty when it may, and then the call is counted. */
    Optional<ToolError> refuse(ToolDefinition tool) {
        Limits.RateLimit rate = tool.limits().rateLimit();
        if (rate != null && !admit(tool, "rate", rate.windowSeconds(), rate.maxCalls())) {
            return Optional.of(ToolError.rateLimited(
                    "The tool may be called %d times in %d seconds.".formatted(rate.maxCalls(), rate.windowSeconds()),
                    left(rate.windowSeconds())));
        }
        Limits.DailyBudget budget = tool.limits().budget();
        if (budget != null && !admit(tool, "day", DAY_SECONDS, budget.dailyCalls())) {
            return Optional.of(ToolError.of(
                    Code.BUDGET_EXCEEDED, "The tool's %d calls of today are used up.".formatted(budget.dailyCalls())));
        }
        return Optional.empty();
    }

    /** Of the window that is open, rounded up. */
    private Duration left(int windowSeconds) {
        double window = windowSeconds;
        return LEFT.query(jdbc, (row, _) -> Duration.ofSeconds(row.getLong("seconds")), window, window)
                .getFirst();
    }

    private boolean admit(ToolDefinition tool, String kind, int windowSeconds, int limit) {
        String tenant = Tenants.current().value();
        String name = tool.name().value();
        return COUNT.update(jdbc, tenant, name, kind, (double) windowSeconds, limit) > 0;
    }
}
