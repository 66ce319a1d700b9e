package io.fermata.metering.usage;

import io.fermata.metering.usage.UsageSummary.Group;
import io.fermata.starter.json.Json;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Usage in Postgres. Row-level security says whose; sums are those of {@code numeric}, so no cent is rounded away. */
@Repository
@Transactional(readOnly = true)
class JdbcUsageLedger implements UsageLedger {
    /** One parameter whatever the size of the batch. A usage id that is there already stays as it is. */
    private static final String ADD = """
            INSERT INTO usage_events
            SELECT app_tenant(), event.*
            FROM jsonb_to_recordset(:events::jsonb) AS event(
                id text, kind text, run_id text, step_id text, agent_id text, agent_version integer,
                provider text, model text, tool text, attempt integer, outcome text,
                prompt_tokens bigint, completion_tokens bigint, quantity bigint, unit text,
                cost_usd numeric, occurred_at timestamptz)
            ON CONFLICT DO NOTHING
            """;

    private static final String LIST = """
            SELECT * FROM usage_events
            WHERE (:after::text IS NULL OR id < :after)
              AND (:runId::text IS NULL OR run_id = :runId)
              AND (:agentId::text IS NULL OR agent_id = :agentId)
              AND (:kind::text IS NULL OR kind = :kind)
              AND (:from::timestamptz IS NULL OR occurred_at >= :from)
              AND (:to::timestamptz IS NULL OR occurred_at < :to)
            ORDER BY id DESC
            LIMIT :rows
            """;

    /** Groups and grand total come from one scan, so that they agree while events keep arriving. */
    private static final String SUMMARY = """
            WITH keyed AS (
                SELECT *, CASE :grouping
                    WHEN 'agent' THEN agent_id
                    WHEN 'model' THEN model
                    WHEN 'provider' THEN provider
                    WHEN 'tool' THEN tool
                    WHEN 'day' THEN to_char(occurred_at AT TIME ZONE 'UTC', 'YYYY-MM-DD')
                END AS key
                FROM usage_events
                WHERE (:from::timestamptz IS NULL OR occurred_at >= :from)
                  AND (:to::timestamptz IS NULL OR occurred_at < :to)
            )
            SELECT key,
                   grouping(key) = 1 AS is_total,
                   count(*) AS events,
                   coalesce(sum(prompt_tokens), 0) AS prompt_tokens,
                   coalesce(sum(completion_tokens), 0) AS completion_tokens,
                   coalesce(sum(quantity), 0) AS quantity,
                   coalesce(sum(cost_usd), 0) AS cost_usd
            FROM keyed
            GROUP BY GROUPING SETS ((key), ())
            ORDER BY is_total, key NULLS LAST
            """;

    private record SummaryRow(Group group, boolean total) {}

    private final JdbcClient database;
    private final Json json;

    JdbcUsageLedger(JdbcClient database, Json json) {
        this.database = database;
        this.json = json;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public int add(List<UsageEvent> events) {
        return database.sql(ADD).param("events", json.write(events)).update();
    }

    @Override
    public Page<UsageEvent> list(UsageFilter filter, PageRequest page) {
        List<UsageEvent> found = database.sql(LIST)
                .param("after", page.after())
                .param("runId", filter.runId())
                .param("agentId", filter.agentId())
                .param("kind", filter.kind())
                .param("from", timestamp(filter.period().from()))
                .param("to", timestamp(filter.period().to()))
                .param("rows", page.fetch())
                .query(UsageRows::event)
                .list();
        return page.page(found, UsageEvent::id);
    }

    @Override
    public UsageSummary summarize(Grouping grouping, Period period) {
        List<Group> groups = new ArrayList<>();
        UsageTotals total = UsageTotals.NOTHING;
        for (SummaryRow row : summaryRows(grouping, period)) {
            if (row.total()) {
                total = row.group().totals();
            } else {
                groups.add(row.group());
            }
        }
        return new UsageSummary(groups, total);
    }

    private List<SummaryRow> summaryRows(Grouping grouping, Period period) {
        return database.sql(SUMMARY)
                .param("grouping", grouping.word())
                .param("from", timestamp(period.from()))
                .param("to", timestamp(period.to()))
                .query((row, _) -> new SummaryRow(
                        new Group(row.getString("key"), UsageRows.totals(row)), row.getBoolean("is_total")))
                .list();
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
