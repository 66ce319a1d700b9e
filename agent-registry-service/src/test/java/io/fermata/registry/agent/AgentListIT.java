package io.fermata.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.support.Registry;
import io.fermata.registry.support.Registry.Answer;
import io.fermata.registry.support.RegistryTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@RegistryTest
class AgentListIT {
    private static final String AGENTS = "/api/v1/agents";

    @LocalServerPort
    private int port;

    private Registry registry;

    @BeforeEach
    void threeAgentsOfANewTenant() {
        registry = Registry.at(port);
        registry.agent(
                "{\"name\":\"Refund helper\",\"tags\":[\"support\",\"money\"],\"owner_email\":\"ana@example.com\"}");
        registry.agent("{\"name\":\"100% sure\",\"description\":\"knows INVOICES\",\"status\":\"draft\"}");
        registry.agent("{\"name\":\"Router\",\"tags\":[\"support\"],\"owner_email\":\"bo@example.com\"}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                              | Router,100% sure,Refund helper",
                "?status=draft                 | 100% sure",
                "?status=active                | Router,Refund helper",
                "?tag=support                  | Router,Refund helper",
                "?tag=support&tag_x=ignored    | Router,Refund helper",
                "?tag=supp                     | ''",
                "?owner=ana@example.com        | Refund helper",
                "?q=REFUND                     | Refund helper",
                "?q=invoices                   | 100% sure",
                "?q=0%25                       | 100% sure",
                "?q=e_p                        | ''",
                "?created_after=2020-01-01T00:00:00Z  | Router,100% sure,Refund helper",
                "?created_before=2020-01-01T00:00:00Z | ''",
                "?tag=support&q=router         | Router"
            })
    void aFilterShowsWhatItNamesNewestFirst(String query, String names) {
        JsonNode page = registry.get(AGENTS + (query == null ? "" : query)).body();

        assertThat(String.join(",", page.at("/data").findValuesAsString("name")))
                .isEqualTo(names);
    }

    @Test
    void pagesCoverEverythingOnce() {
        List<String> names = new ArrayList<>();
        String path = AGENTS + "?limit=2";
        Answer page = registry.get(path);
        names.addAll(page.body().at("/data").findValuesAsString("name"));
        page = registry.get(path + "&cursor=" + page.text("/next_cursor"));
        names.addAll(page.body().at("/data").findValuesAsString("name"));

        assertThat(names).containsExactly("Router", "100% sure", "Refund helper");
        assertThat(page.body().at("/next_cursor").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status=archived",
                "created_after=yesterday",
                "created_before=2026-13-01T00:00:00Z",
                "created_after=%2B999999999-01-01T00:00:00Z",
                "limit=0",
                "limit=101",
                "cursor=abc"
            })
    void aValueThatMakesNoSenseIsNamed(String parameter) {
        Answer answer = registry.get(AGENTS + "?" + parameter);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/" + parameter.substring(0, parameter.indexOf('=')));
    }

    @Test
    void anotherTenantsCursorIsRefused() {
        String cursor = registry.get(AGENTS + "?limit=1").text("/next_cursor");

        Answer answer = Registry.at(port).get(AGENTS + "?cursor=" + cursor);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text("/errors/0/pointer")).isEqualTo("/cursor");
    }
}
