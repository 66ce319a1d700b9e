package io.fermata.metering.usage;

import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows as the database hands them out. */
final class UsageRows {
    private UsageRows() {}

    static UsageEvent event(ResultSet row, int number) throws SQLException {
        return new UsageEvent(
                row.getString("id"),
                row.getString("kind"),
                row.getString("run_id"),
                row.getString("step_id"),
                row.getString("agent_id"),
                row.getObject("agent_version", Integer.class),
                row.getString("provider"),
                row.getString("model"),
                row.getString("tool"),
                row.getInt("attempt"),
                row.getString("outcome"),
                row.getLong("prompt_tokens"),
                row.getLong("completion_tokens"),
                row.getLong("quantity"),
                row.getString("unit"),
                row.getBigDecimal("cost_usd"),
                row.getTimestamp("occurred_at").toInstant());
    }

    static UsageTotals totals(ResultSet row) throws SQLException {
        return new UsageTotals(
                row.getLong("events"),
                row.getLong("prompt_tokens"),
                row.getLong("completion_tokens"),
                row.getLong("quantity"),
                row.getBigDecimal("cost_usd"));
    }
}
