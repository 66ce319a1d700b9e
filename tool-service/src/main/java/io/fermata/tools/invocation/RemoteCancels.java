package io.fermata.tools.invocation;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Stops the calls of this replica that others were asked to stop. */
@Component
class RemoteCancels {
    private final InFlight inFlight;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    RemoteCancels(InFlight inFlight, JdbcTemplate jdbc, TransactionTemplate transaction) {
        this.inFlight = inFlight;
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    void obey(String replica) {
        Tenants.housekeeping(() -> Objects.requireNonNull(transaction.execute(_ ->
                        jdbc.query("SELECT tenant_id, effect_key FROM executions_to_cancel(?)", this::row, replica))))
                .forEach(asked -> inFlight.cancel(asked.tenant(), asked.key()));
    }

    private Asked row(ResultSet row, int ignored) throws SQLException {
        return new Asked(
                new TenantId(Objects.requireNonNull(row.getString(1))),
                new EffectKey(Objects.requireNonNull(row.getString(2))));
    }

    private record Asked(TenantId tenant, EffectKey key) {}
}
