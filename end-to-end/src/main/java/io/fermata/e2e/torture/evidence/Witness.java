package io.fermata.e2e.torture.evidence;

import io.fermata.e2e.leak.Databases;
import io.fermata.e2e.torture.evidence.Evidence.Ending;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Triggers that note what the executor's tables do not keep: who took a run from whom, and when a run ended. */
public final class Witness {
    private static final String EXECUTOR = "fermata_executor";
    private static final String INSTALL = """
            CREATE SCHEMA IF NOT EXISTS torture;
            CREATE TABLE IF NOT EXISTS torture.takeovers (
              run_id text, from_owner text, to_owner text, alive_until timestamptz,
              at timestamptz DEFAULT clock_timestamp());
            CREATE TABLE IF NOT EXISTS torture.endings (run_id text, from_status text, to_status text);
            CREATE OR REPLACE FUNCTION torture.takeover() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
              INSERT INTO torture.takeovers VALUES (NEW.id, OLD.lease_owner, NEW.lease_owner,
                (SELECT alive_until FROM public.executor_instances WHERE id = OLD.lease_owner));
              RETURN NULL;
            END $$;
            CREATE OR REPLACE FUNCTION torture.ending() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
            BEGIN
              INSERT INTO torture.endings VALUES (NEW.id, OLD.status, NEW.status);
              RETURN NULL;
            END $$;
            CREATE OR REPLACE TRIGGER torture_takeover AFTER UPDATE ON runs FOR EACH ROW
              WHEN (OLD.lease_owner <> NEW.lease_owner) EXECUTE FUNCTION torture.takeover();
            CREATE OR REPLACE TRIGGER torture_ending AFTER UPDATE ON runs FOR EACH ROW
              WHEN ((OLD.completed_at IS NULL AND NEW.completed_at IS NOT NULL)
                    OR (OLD.completed_at IS NOT NULL AND OLD.status <> NEW.status))
              EXECUTE FUNCTION torture.ending();
            """;

    private final Databases databases;

    public Witness(Databases databases) {
        this.databases = databases;
    }

    /**
     * A run that went from one instance to another without being given back.
     *
     * @param aliveUntil until when the instance before counted as alive; null when it had said goodbye
     */
    public record Takeover(
            String runId, String from, String to, @Nullable Instant aliveUntil, Instant at) {}

    public void install() {
        databases.execute(EXECUTOR, INSTALL);
    }

    public List<Takeover> takeovers() {
        return databases.query(
                EXECUTOR,
                "SELECT run_id, from_owner, to_owner, alive_until, at FROM torture.takeovers ORDER BY at",
                row -> new Takeover(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        EvidenceReader.instant(row, 4),
                        row.getTimestamp(5).toInstant()));
    }

    public List<Ending> endings() {
        return databases.query(
                EXECUTOR,
                "SELECT run_id, from_status, to_status FROM torture.endings",
                row -> new Ending(row.getString(1), row.getString(2), row.getString(3)));
    }
}
