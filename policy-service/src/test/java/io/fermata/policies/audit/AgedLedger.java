package io.fermata.policies.audit;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The ledger as it was some days ago. */
public final class AgedLedger {
    private AgedLedger() {}

    public static AuditLedger by(int days, JdbcClient database, ChainRows chain, ChainHash hash) {
        Clock then =
                Clock.offset(Clock.systemUTC(), Duration.ofDays(days).negated()).withZone(ZoneOffset.UTC);
        return new JdbcAuditLedger(database, chain, hash, then);
    }
}
