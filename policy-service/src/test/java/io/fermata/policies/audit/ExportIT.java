package io.fermata.policies.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.policies.support.Audits;
import io.fermata.policies.support.Policies;
import io.fermata.policies.support.Policies.Answer;
import io.fermata.policies.support.Producer;
import io.fermata.policies.support.Trail;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest
class ExportIT {
    @LocalServerPort
    private int port;

    @Autowired
    private AuditLedger ledger;

    @Autowired
    private TransactionTemplate transaction;

    private Policies policies;

    @BeforeEach
    void asANewTenant() {
        policies = Policies.at(port);
    }

    @Test
    void everyEventIsOneLineOfJsonOldestFirst() {
        List<String> ids = new Trail(policies.tenant(), ledger, transaction).grow(1203);

        Answer export = policies.get("/export?format=jsonl");

        List<String> lines = export.text().lines().toList();
        assertThat(lines).hasSize(1203);
        assertThat(lines.getFirst()).contains("\"id\":\"" + ids.getFirst() + "\"", "\"sequence\":1,");
        assertThat(lines.getLast()).contains("\"id\":\"" + ids.getLast() + "\"", "\"sequence\":1203,");
        assertThat(export.response().headers().firstValue("Content-Disposition"))
                .hasValue("attachment; filename=\"audit-events.jsonl\"");
    }

    @Test
    void noCellOfACsvIsAFormula() {
        sayOne();

        Answer export = policies.get("/export?format=csv");

        assertThat(export.response().headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
        assertThat(export.text().lines().toList()).hasSize(2);
        assertThat(export.text())
                .startsWith("sequence,id,")
                .contains(",\"'=cmd|' /C calc'!A0\",")
                .contains("\"{\"\"name\"\":\"\"=HYPERLINK(1)\"\"");
    }

    @Test
    void onlyWhatIsAskedForIsExported() {
        sayOne();

        assertThat(policies.get("/export?outcome=failed").text()).isEmpty();
        assertThat(policies.get("/export?outcome=succeeded").text().lines()).hasSize(1);
    }

    private void sayOne() {
        try (Producer producer = new Producer()) {
            producer.say(policies.tenant(), Audits.did(Audits.id(), "tool.create", "orders.refund"));
        }
        await().atMost(Duration.ofSeconds(60)).until(() -> policies.events("").size() == 1);
    }
}
