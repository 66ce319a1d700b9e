package io.fermata.tools.invocation;

import io.fermata.starter.jdbc.LoneStatement;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.tenancy.Tenants;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;

/** Stops a call that is under way, on whichever replica: here at once, elsewhere with that replica's next heartbeat. */
@Service
class CancelExecution {
    private static final LoneStatement ASK = new LoneStatement("""
            UPDATE tool_executions SET cancel_requested = (state = 'INTENT')
            WHERE tenant_id = ? AND effect_key = ?""");

    private final InFlight inFlight;
    private final JdbcTemplate jdbc;

    CancelExecution(InFlight inFlight, JdbcTemplate jdbc) {
        this.inFlight = inFlight;
        this.jdbc = jdbc;
    }

    void handle(EffectKey key) {
        if (!inFlight.cancel(Tenants.current(), key) && !ask(key)) {
            throw ProblemException.notFound("tool execution");
        }
    }

    private boolean ask(EffectKey key) {
        return ASK.update(jdbc, Tenants.current().value(), key.value()) > 0;
    }
}
