package io.fermata.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.settings.KnownSettings;
import io.fermata.starter.settings.TenantSettings;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.starter.testing.Stored;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** What a tool gave back lies sealed in the ledger of a tenant that wants it so, and is given back again as it was. */
@ToolServiceIntegration
class SensitiveOutputIT {
    private static final String PLANTED = "planted-in-an-output";

    @LocalServerPort
    private int port;

    @Autowired
    private KnownSettings settings;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionTemplate transactions;

    @Autowired
    private DatabaseProperties database;

    private Api api;
    private Calls calls;

    @BeforeEach
    void aTenant() {
        api = Api.newTenant(port);
        calls = new Calls(api);
        Endpoint endpoint = Endpoint.answeringJson("{\"found\": \"" + PLANTED + "\"}");
        calls.register("orders.lookup", "GET", endpoint.url(), "\"parameters\": {\"type\": \"object\"}");
    }

    @Test
    void aMarkedTenantsOutputIsFoundInNoTableAndGivenBackWhenItIsAskedForAgain() {
        Tenants.run(tenant(), () -> settings.remember(new TenantSettings(true, List.of(), false), Instant.EPOCH));
        String key = Calls.newKey();

        Answer first = call(key);
        Answer again = call(key);

        assertThat(first.text("/output/found")).isEqualTo(PLANTED);
        assertThat(again.text("/output/found")).isEqualTo(PLANTED);
        assertThat(again.text("/replayed")).isEqualTo("true");
        assertThat(api.get("/api/v1/tool-executions").text("/data/0/output/found"))
                .isEqualTo(PLANTED);
        assertThat(stored()).isEmpty();
    }

    @Test
    void anothersIsFound() {
        call(Calls.newKey());

        assertThat(stored()).contains("tool_executions");
    }

    private Answer call(String key) {
        return calls.execute(key, "orders.lookup", "{}");
    }

    private List<String> stored() {
        return new Stored(jdbc, transactions, database).tablesWith(api.tenant(), PLANTED);
    }

    private TenantId tenant() {
        return new TenantId(api.tenant());
    }
}
