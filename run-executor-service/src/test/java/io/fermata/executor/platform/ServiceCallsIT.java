package io.fermata.executor.platform;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.fermata.executor.Neighbours.HTTP;
import static io.fermata.executor.Neighbours.MODEL;
import static io.fermata.executor.Neighbours.agent;
import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.tool;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.testkit.script.Script;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@WholeServiceTest
class ServiceCallsIT {
    @LocalServerPort
    private int port;

    @Test
    void showsEachServiceATokenThatNoOtherAccepts() throws ParseException {
        String tenant = unique("audience");
        String tool = unique("lookup").replace('-', '_');
        tool(tool, false, succeeded("{}"));
        MODEL.play(Script.when(m -> m.user("look " + tool + " up").round(1))
                .calls(tool, Map.of())
                .when(m -> m.toolAnswered(tool))
                .replies("done")
                .build());
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini", "tools", List.of(tool)));
        RunApi api = RunApi.of(port, tenant);

        api.awaitStatus(api.start(agent, "look " + tool + " up"), "succeeded");

        LoggedRequest question = HTTP.findAll(getRequestedFor(urlPathEqualTo("/internal/v1/agents/" + agent)))
                .getFirst();
        assertThat(token(question).getAudience()).containsExactly("agent-registry-service");
        JWTClaimsSet shown = token(executionsOf(tool).getFirst());
        assertThat(shown.getAudience()).containsExactly("tool-service");
        assertThat(shown.getSubject()).isEqualTo("service:run-executor-service");
        assertThat(shown.getStringClaim("tenant")).isEqualTo(tenant);
    }

    @Test
    void letsNobodysQuestionThatFailsKeepOthersFromAsking() {
        String broken = unique("agt_broken").replace("-", "");
        HTTP.stubFor(get(urlPathEqualTo("/internal/v1/agents/" + broken)).willReturn(serverError()));
        RunApi unlucky = RunApi.of(port, unique("unlucky"));
        for (int i = 0; i < 30; i++) {
            unlucky.post("/api/v1/agents/" + broken + "/runs", RunApi.input("hello"))
                    .expect(503);
        }

        MODEL.play(Script.always().replies("Hello there.").build());
        String agent = agent("active", Map.of("model", "openai/gpt-4o-mini"));
        RunApi.of(port, unique("other"))
                .post("/api/v1/agents/" + agent + "/runs", RunApi.input("hello"))
                .expect(202);
    }

    private static JWTClaimsSet token(LoggedRequest request) throws ParseException {
        String header = request.getHeader("Authorization");
        return SignedJWT.parse(header.substring("Bearer ".length())).getJWTClaimsSet();
    }
}
