package io.fermata.tools.invocation;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.Tenants;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops a call that is under way, on whichever replica: here at once, elsewhere with that replica's next heartbeat. */
@Service
class CancelExecution {
    private static final String ASK = """
            UPDATE tool_executions SET cancel_requested = (state = 'INTENT')
            WHERE tenant_id = ? AND effect_key = ?""";

    private final InFlight inFlight;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    CancelExecution(InFlight inFlight, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.inFlight = inFlight;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void handle(EffectKey key) {
        if (!inFlight.cancel(Tenants.current(), key) && !ask(key)) {
            throw ProblemException.notFound("tool execution");
        }
    }

    private boolean ask(EffectKey key) {
        String tenant = Tenants.current().value();
        return Objects.requireNonNull(transaction.execute(_ -> jdbc.update(ASK, tenant, key.value()))) > 0;
    }
}
