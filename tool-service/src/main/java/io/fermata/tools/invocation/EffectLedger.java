package io.fermata.tools.invocation;

import io.fermata.starter.events.OutgoingEvent;
import io.fermata.starter.ids.Ids;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.catalog.ToolDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** What was intended, and what came of it. Every method commits; writers of one tenant share their commits. */
@Component
class EffectLedger {
    /** Beyond a tool's own timeout: quota, secrets, and a database that is away for a moment. */
    private static final Duration GRACE = Duration.ofMinutes(1);

    private final JdbcLedger rows;
    private final EndedCall ended;
    private final Ids ids;
    private final SharedCommits<TenantId, LedgerWrite, Boolean> commits;

    EffectLedger(JdbcLedger rows, EndedCall ended, Ids ids) {
        this.rows = rows;
        this.ended = ended;
        this.ids = ids;
        this.commits = new SharedCommits<>(rows::write, EffectLedger::mayBeOfOneLine);
    }

    /** Gives empty when the key is taken or the tool version is not current. */
    Optional<Claim> open(Invocation invocation, ToolDefinition tool) {
        return open(invocation, tool, null);
    }

    /** Writes an effect down that ended before it began; tells whether it could, as for {@link #open}. */
    boolean reject(Invocation invocation, ToolDefinition tool, ToolError rejection) {
        return open(invocation, tool, rejection).isPresent();
    }

    private Optional<Claim> open(Invocation invocation, ToolDefinition tool, @Nullable ToolError rejection) {
        String id = ids.next("exe");
        Duration lease = tool.limits().timeout().plus(GRACE);
        List<OutgoingEvent> events =
                rejection == null ? List.of() : ended.events(id, invocation, Outcome.failed(rejection, 0, 0));
        boolean opened = write(new LedgerWrite.Open(id, invocation, tool, lease, rejection, events));
        return opened ? Optional.of(new Claim(id, invocation.effectKey(), 1)) : Optional.empty();
    }

    /** Gives false when another replica took the effect over. */
    boolean close(Claim claim, Invocation invocation, Outcome outcome) {
        return write(new LedgerWrite.Close(claim, outcome, ended.events(claim.executionId(), invocation, outcome)));
    }

    Optional<LedgerEntry> find(EffectKey key) {
        return rows.find(key);
    }

    /** Gives empty when someone else was faster, or the owner lives after all. */
    Optional<Claim> takeOver(LedgerEntry entry, ToolDefinition tool) {
        boolean taken = rows.takeOver(entry.claim(), tool.limits().timeout().plus(GRACE));
        return taken ? Optional.of(entry.claim().next()) : Optional.empty();
    }

    /** Forgets an intent that came to nothing, so that the key may be tried again. */
    void release(Claim claim) {
        rows.release(claim);
    }

    /** A database that is away is so for all lines, and would be waited for once for each. */
    private static boolean mayBeOfOneLine(RuntimeException failure) {
        return failure instanceof DataIntegrityViolationException
                || !(failure instanceof DataAccessException || failure instanceof TransactionException);
    }

    private boolean write(LedgerWrite line) {
        return commits.submit(Tenants.current(), line);
    }
}
