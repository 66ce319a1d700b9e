package io.fermata.policies.audit;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.Tenants;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Isolation;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The audit trail in Postgres. Row-level security says whose. */
@Repository
@Transactional(readOnly = true)
class JdbcAuditLedger implements AuditLedger {
    private static final int ROWS_AT_A_TIME = 500;

    private static final String FILTERED = """
              AND (:actor::text IS NULL OR actor = :actor)
              AND (:action::text IS NULL OR action = :action)
              AND (:resourceType::text IS NULL OR resource_type = :resourceType)
              AND (:resourceId::text IS NULL OR resource_id = :resourceId)
              AND (:outcome::text IS NULL OR outcome = :outcome)
              AND (:from::timestamptz IS NULL OR occurred_at >= :from)
              AND (:to::timestamptz IS NULL OR occurred_at < :to)
            """;
    private static final String NEWEST_FIRST = """
            SELECT * FROM audit_events
            WHERE (:after::bigint IS NULL OR sequence < :after)
            """ + FILTERED + "ORDER BY sequence DESC LIMIT :rows";
    private static final String OLDEST_FIRST = """
            SELECT * FROM audit_events
            WHERE sequence > :after
            """ + FILTERED + "ORDER BY sequence LIMIT :rows";

    private final JdbcClient database;
    private final ChainRows chain;
    private final ChainHash hash;
    private final Clock clock;

    JdbcAuditLedger(JdbcClient database, ChainRows chain, ChainHash hash, Clock clock) {
        this.database = database;
        this.chain = chain;
        this.hash = hash;
        this.clock = clock;
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public int append(List<AuditEvent> events) {
        ChainHead head = chain.lockHead();
        // Asked under the lock: whoever held it before has told all it knew.
        Set<String> known = chain.known(events.stream().map(AuditEvent::id).toList());
        List<ChainLink> links = new ArrayList<>(events.size());
        for (AuditEvent event : events) {
            if (known.add(event.id())) {
                ChainLink link = hash.link(Tenants.current().value(), head, event, recordedAt(head));
                links.add(link);
                head = ChainHead.of(link);
            }
        }
        if (!links.isEmpty()) {
            chain.add(links);
        }
        return links.size();
    }

    @Override
    public Page<ChainLink> list(AuditFilter filter, PageRequest page) {
        List<ChainLink> found = filtered(NEWEST_FIRST, filter)
                .param("after", sequence(page.after()))
                .param("rows", page.fetch())
                .query(AuditRows::link)
                .list();
        return page.page(found, link -> Long.toString(link.sequence()));
    }

    @Override
    public Optional<ChainLink> find(String id) {
        return database.sql("SELECT * FROM audit_events WHERE id = :id")
                .param("id", id)
                .query(AuditRows::link)
                .optional();
    }

    @Override
    public List<ChainLink> after(long sequence, AuditFilter filter, int limit) {
        return filtered(OLDEST_FIRST, filter)
                .param("after", sequence)
                .param("rows", limit)
                .query(AuditRows::link)
                .list();
    }

    /** One snapshot: events that are added or archived meanwhile neither help nor disturb. */
    @Override
    @Transactional(readOnly = true, isolation = Isolation.REPEATABLE_READ)
    public Verdict verify() {
        @Nullable ChainAnchor anchor = chain.anchor().orElse(null);
        ChainHead from = anchor == null ? ChainHead.NONE : anchor.head();
        ChainWalk walk = new ChainWalk(hash, Tenants.current().value(), from);
        try (Stream<ChainLink> links = database
                .sql("SELECT * FROM audit_events WHERE sequence > :from ORDER BY sequence")
                .param("from", from.sequence())
                .withFetchSize(ROWS_AT_A_TIME)
                .query(AuditRows::link)
                .stream()) {
            return verdict(walk, links.iterator(), from, anchor);
        }
    }

    private Verdict verdict(ChainWalk walk, Iterator<ChainLink> links, ChainHead from, @Nullable ChainAnchor anchor) {
        ChainHead good = from;
        while (links.hasNext()) {
            Optional<Verdict.BrokenLink> broken = walk.step(links.next());
            if (broken.isPresent()) {
                return new Verdict(good.sequence() - from.sequence(), good, anchor, broken.get());
            }
            good = walk.last();
        }
        Verdict.@Nullable BrokenLink end = walk.end(chain.head()).orElse(null);
        return new Verdict(good.sequence() - from.sequence(), good, anchor, end);
    }

    private JdbcClient.StatementSpec filtered(String sql, AuditFilter filter) {
        return database.sql(sql)
                .param("actor", filter.actor())
                .param("action", filter.action())
                .param("resourceType", filter.resourceType())
                .param("resourceId", filter.resourceId())
                .param("outcome", filter.outcome())
                .param("from", timestamp(filter.from()))
                .param("to", timestamp(filter.to()));
    }

    /** Clocks of replicas differ; the order of a chain does not. */
    private Instant recordedAt(ChainHead head) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return now.isBefore(head.recordedAt()) ? head.recordedAt() : now;
    }

    private static @Nullable Long sequence(@Nullable String after) {
        try {
            return after == null ? null : Long.valueOf(after);
        } catch (NumberFormatException e) {
            throw ProblemException.validation("/cursor", "is not a cursor of this list");
        }
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
