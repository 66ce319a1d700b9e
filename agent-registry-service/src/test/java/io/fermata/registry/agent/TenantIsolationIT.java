package io.fermata.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.support.Registry;
import io.fermata.registry.support.Registry.Answer;
import io.fermata.registry.support.RegistryTest;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.TenantTableHygiene;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.node.ObjectNode;

@RegistryTest
class TenantIsolationIT {
    @LocalServerPort
    private int port;

    @Autowired
    private DataSource dataSource;

    @Autowired
    private TransactionTemplate transaction;

    private Registry ours;
    private Registry theirs;
    private String agent;

    @BeforeEach
    void anAgentOfAnotherTenant() {
        ours = Registry.at(port);
        theirs = Registry.at(port);
        agent = theirs.agent("{\"name\":\"secret\",\"tags\":[\"secret\"]}");
    }

    @Test
    void aForeignAgentIsNotFoundWhicheverWayItIsAskedFor() {
        String missing = "/api/v1/agents/agt_00000000000000000000000000000000";
        for (Answer[] pair : new Answer[][] {everything(agent), everything(missing)}) {
            assertThat(pair).extracting(Answer::status).containsOnly(404);
        }
        assertThat(bodies(everything(agent))).isEqualTo(bodies(everything(missing)));
        assertThat(theirs.get(agent).text("/name")).isEqualTo("secret");
        assertThat(theirs.get(agent).body().at("/version").asInt()).isEqualTo(1);
    }

    @Test
    void aForeignAgentIsInNoListAndNoHandoff() {
        String id = agent.substring(agent.lastIndexOf('/') + 1);

        assertThat(ours.get("/api/v1/agents?tag=secret").body().at("/data").size())
                .isZero();
        assertThat(ours.post("/api/v1/agents", "{\"name\":\"x\",\"config\":{\"handoffs\":[\"" + id + "\"]}}")
                        .text("/errors/0/pointer"))
                .isEqualTo("/config/handoffs/0");
    }

    @Test
    void theDatabaseAloneKeepsTenantsApart() {
        JdbcClient database = JdbcClient.create(dataSource);
        String anyone = "SELECT count(*) FROM agents";

        long seen = inOurTenant(() -> database.sql(anyone).query(Long.class).single());

        assertThat(seen).isZero();
        Assertions.assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> database.sql(anyone).query(Long.class).single());
        assertThat(new TenantTableHygiene(dataSource).violations()).isEmpty();
    }

    @Test
    void versionsCannotBeChangedOrDeletedByTheService() {
        JdbcClient database = JdbcClient.create(dataSource);
        for (String change : List.of("UPDATE agent_versions SET config = '{}'", "DELETE FROM agent_versions")) {
            Assertions.assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(
                            () -> inOurTenant(() -> (long) database.sql(change).update()))
                    .withStackTraceContaining("permission denied");
        }
    }

    private long inOurTenant(java.util.function.Supplier<Long> work) {
        return Tenants.call(new TenantId(ours.tenant()), () -> transaction.<Long>execute(_ -> work.get()));
    }

    private Answer[] everything(String path) {
        return new Answer[] {
            ours.get(path),
            ours.patch(path, "{\"name\":\"mine\"}"),
            ours.delete(path),
            ours.post(path + "/pause", ""),
            ours.post(path + "/promote", ""),
            ours.post(path + "/rollback", "{\"version\":1}"),
            ours.get(path + "/versions"),
            ours.get(path + "/versions/1"),
            ours.get(path + "/versions/1/diff/1"),
            ours.get(path + "/tools"),
            ours.post(path + "/tools", "{\"name\":\"http.get\"}"),
            ours.delete(path + "/tools/http.get"),
            ours.get(path.replace("/api/", "/internal/"))
        };
    }

    /** Without what names the request itself. */
    private static List<String> bodies(Answer[] answers) {
        return Stream.of(answers)
                .map(answer -> ((ObjectNode) answer.body())
                        .without(List.of("instance", "request_id"))
                        .toString())
                .toList();
    }
}
