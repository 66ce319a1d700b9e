package io.fermata.policies.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.policies.audit.AgedLedger;
import io.fermata.policies.audit.AuditLedger;
import io.fermata.policies.audit.ChainHash;
import io.fermata.policies.audit.ChainRows;
import io.fermata.policies.support.Intruder;
import io.fermata.policies.support.Policies;
import io.fermata.policies.support.Trail;
import io.fermata.starter.json.Json;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

@ServiceTest(properties = "fermata.policies.archive-file-events=4")
class ArchiveIT {
    private static final Json JSON = Json.standard();

    @TempDir
    private static Path directory;

    @LocalServerPort
    private int port;

    @Autowired
    private AuditLedger ledger;

    @Autowired
    private ChainRows chain;

    @Autowired
    private ChainHash hash;

    @Autowired
    private ArchiveSchedule schedule;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private JdbcClient database;

    @Autowired
    private Environment environment;

    private Policies policies;

    @DynamicPropertySource
    static void archive(DynamicPropertyRegistry properties) {
        properties.add("fermata.policies.archive-directory", directory::toString);
    }

    @BeforeEach
    void asANewTenant() {
        policies = Policies.at(port);
    }

    @Test
    void oldEventsGoToFilesAndTheChainStillHoldsFromTheAnchor() {
        grow(91, 10);
        grow(0, 3);

        schedule.round();

        JsonNode verdict = policies.verify();
        assertThat(verdict.at("/intact").asBoolean()).isTrue();
        assertThat(verdict.at("/checked").asInt()).isEqualTo(3);
        assertThat(verdict.at("/anchor/sequence").asInt()).isEqualTo(10);
        assertThat(policies.events("").findValuesAsString("sequence")).containsExactly("13", "12", "11");
        assertThat(directory.resolve(policies.tenant()))
                .isDirectoryContaining("glob:**/000000000001-000000000004.jsonl.gz")
                .isDirectoryContaining("glob:**/000000000005-000000000008.jsonl.gz")
                .isDirectoryContaining("glob:**/000000000009-000000000010.jsonl.gz");
    }

    @Test
    void anArchiveFileProvesItself() throws IOException {
        grow(91, 3);
        schedule.round();
        Path file = directory.resolve(policies.tenant()).resolve("000000000001-000000000003.jsonl.gz");
        JsonNode manifest = JSON.read(Files.readString(
                directory.resolve(policies.tenant()).resolve("000000000001-000000000003.manifest.json")));
        List<String> lines = lines(file);

        assertThat(manifest.at("/sha256").asString()).isEqualTo(Json.sha256(Files.readAllBytes(file)));
        assertThat(manifest.at("/previous_hash").asString()).isEqualTo("0".repeat(64));
        String last = manifest.at("/previous_hash").asString();
        for (String line : lines) {
            String event = line.substring(line.indexOf("\"event\":") + 8, line.length() - 1);
            last = Json.sha256(last + "\n" + event);
            assertThat(JSON.read(line).at("/hash").asString()).isEqualTo(last);
        }
        assertThat(lines).hasSize(3);
        assertThat(manifest.at("/last_hash").asString()).isEqualTo(last);
        assertThat(policies.verify().at("/anchor/hash").asString()).isEqualTo(last);
    }

    @Test
    void theChainGoesOnAfterEverythingWasArchived() {
        grow(200, 2);
        schedule.round();
        grow(0, 2);

        JsonNode verdict = policies.verify();

        assertThat(verdict.at("/intact").asBoolean()).isTrue();
        assertThat(verdict.at("/last_sequence").asInt()).isEqualTo(4);
    }

    @Test
    void aRowMissingAfterTheAnchorIsStillFound() throws SQLException {
        grow(91, 4);
        grow(0, 3);
        schedule.round();

        new Intruder(environment).change(policies.tenant(), "DELETE FROM audit_events WHERE sequence = 5");

        assertThat(policies.verify().at("/broken_at/sequence").asInt()).isEqualTo(5);
    }

    @Test
    void whoWantsToKeepThemLongerDoes() {
        assertThat(policies.get("/retention").body().at("/hot_days").asInt()).isEqualTo(90);
        assertThat(policies.put("/retention", "{\"hot_days\":365}").status()).isEqualTo(200);
        grow(91, 2);

        schedule.round();

        assertThat(policies.get("/retention").body().at("/hot_days").asInt()).isEqualTo(365);
        assertThat(policies.verify().at("/anchor").isNull()).isTrue();
    }

    @Test
    void aRetentionThatMakesNoSenseIsRefusedAndNotEveryoneMaySetOne() {
        assertThat(policies.put("/retention", "{\"hot_days\":0}")
                        .body()
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/hot_days");
        assertThat(policies.put("/retention", "{\"hot_days\":3651}").status()).isEqualTo(422);
        assertThat(policies.put("/retention", "{\"hot_days\":9,\"tenant_id\":\"x\"}")
                        .status())
                .isEqualTo(400);
        assertThat(policies.withScopes("audit:read")
                        .put("/retention", "{\"hot_days\":9}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aBrokenChainStaysWhereItCanBeLookedAt() throws SQLException {
        grow(91, 3);
        new Intruder(environment)
                .change(policies.tenant(), "UPDATE audit_events SET actor = 'user:usr_framed' WHERE sequence = 2");

        schedule.round();

        assertThat(policies.verify().at("/broken_at/sequence").asInt()).isEqualTo(2);
        assertThat(directory.resolve(policies.tenant())).doesNotExist();
    }

    @Test
    void aMadeUpAnchorRemovesNothing() {
        grow(0, 2);
        String hash = policies.events("").at("/0/hash").asString();

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> dropUpTo(2, hash))
                .withStackTraceContaining("is not an event that may go");
        assertThatExceptionOfType(DataAccessException.class).isThrownBy(() -> dropUpTo(2, "0".repeat(64)));
        assertThat(policies.verify().at("/checked").asInt()).isEqualTo(2);
    }

    private void dropUpTo(long sequence, String hash) {
        Tenants.run(
                new TenantId(policies.tenant()),
                () -> transaction.executeWithoutResult(_ -> {
                    database.sql("INSERT INTO audit_anchors VALUES (app_tenant(), ?, ?, 1, 'none', 'none', now())")
                            .params(sequence, hash)
                            .update();
                    database.sql("SELECT drop_archived_audit_events()")
                            .query(Long.class)
                            .single();
                }));
    }

    private void grow(int daysAgo, int events) {
        AuditLedger then = daysAgo == 0 ? ledger : AgedLedger.by(daysAgo, database, chain, hash);
        new Trail(policies.tenant(), then, transaction).grow(events);
    }

    private static List<String> lines(Path file) throws IOException {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
