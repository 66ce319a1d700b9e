package io.fermata.starter.sample;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.contracts.Topics;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.localstack.junit.TestTokens;
import io.fermata.starter.events.EventJson;
import io.fermata.starter.events.RecordsReader;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@ServiceTest(properties = "spring.application.name=sample")
class DeniedAccessIT {
    @LocalServerPort
    int port;

    private final RecordsReader topic = RecordsReader.of(Topics.AUDIT_RECORDED);

    @AfterEach
    void close() {
        topic.close();
    }

    @Test
    void aRefusedCallIsToldWithWhoWhatAndFromWhere() {
        String tenant = "refused-once";
        int status = post(tenant, "/api/v1/notes?key=fk_live_secret");

        AuditRecorded told = told(tenant, 1).getFirst();

        assertThat(status).isEqualTo(403);
        assertThat(told.actor()).isEqualTo("user:usr_test");
        assertThat(told.action()).isEqualTo("operation.call");
        assertThat(told.resourceId()).isEqualTo("POST /api/v1/notes");
        assertThat(told.outcome()).isEqualTo("denied");
        assertThat(told.details().at("/lacking/0").asString()).isEqualTo("agents:write");
        assertThat(told.origin()).isNotNull();
        assertThat(told.origin().address()).isEqualTo("203.0.113.7");
        assertThat(told.origin().userAgent()).isEqualTo("curl/8");
        assertThat(told.origin().requestId()).isEqualTo("request-of-mallory");
    }

    @Test
    void neitherTheBodyNorACredentialIsTold() {
        String tenant = "refused-secrets";
        post(tenant, "/api/v1/notes?key=fk_live_secret");

        String told = EventJson.write(told(tenant, 1).getFirst());

        assertThat(told).doesNotContain("fk_live_secret", "what mallory wrote", "eyJ");
    }

    @Test
    void whatIsAllowedIsNotToldAsDenied() {
        String tenant = "refused-never";
        Api allowed = new Api(port, tenant);
        allowed.get("/api/v1/notes");
        post(tenant, "/api/v1/notes");

        assertThat(told(tenant, 1)).hasSize(1);
    }

    @Test
    void aTokenThatHasExpiredIsToldToTheTenantThatItWasGivenTo() {
        Map<String, Object> claims = TestTokens.claims("refused-expired", "agents:read");
        claims.put("exp", 1_000_000);

        assertThat(getWith(TestTokens.sign(claims))).isEqualTo(401);

        AuditRecorded told = told("refused-expired", 1).getFirst();
        assertThat(told.actor()).isEqualTo("user:usr_test");
        assertThat(told.outcome()).isEqualTo("denied");
        assertThat(told.resourceId()).isEqualTo("GET /api/v1/notes");
        assertThat(told.details().get("reason").asString()).isEqualTo("the token has expired");
        assertThat(told.origin()).isNotNull();
        assertThat(told.origin().requestId()).isEqualTo("request-of-mallory");
    }

    @Test
    void aTokenForSomebodyElsesServiceIsToldToo() {
        Map<String, Object> claims = TestTokens.claims("refused-audience", "agents:read");
        claims.put("aud", "another");

        assertThat(getWith(TestTokens.sign(claims))).isEqualTo(401);

        assertThat(told("refused-audience", 1)
                        .getFirst()
                        .details()
                        .get("reason")
                        .asString())
                .isEqualTo("the token's audience is not acceptable");
    }

    @Test
    void aTokenThatNobodySignedIsToldToNobody() {
        String tenant = "refused-forged";
        String good = TestTokens.token(tenant, "agents:read");
        String other = TestTokens.token("refused-other", "agents:read");
        String forged = good.substring(0, good.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));

        assertThat(getWith(forged)).isEqualTo(401);
        post(tenant, "/api/v1/notes");

        assertThat(told(tenant, 1)).extracting(AuditRecorded::resourceId).containsExactly("POST /api/v1/notes");
    }

    private int getWith(String token) {
        Api api = new Api(port, "anybody");
        return api.send(api.anonymous("/api/v1/notes")
                        .header("Authorization", "Bearer " + token)
                        .header("X-Request-Id", "request-of-mallory")
                        .GET())
                .status();
    }

    private int post(String tenant, String path) {
        Api api = new Api(port, tenant);
        return api.send(api.anonymous(path)
                        .header("Authorization", "Bearer " + TestTokens.token(tenant, "agents:read"))
                        .header("X-Client-Address", "203.0.113.7")
                        .header("User-Agent", "curl/8")
                        .header("X-Request-Id", "request-of-mallory")
                        .POST(BodyPublishers.ofString("what mallory wrote")))
                .status();
    }

    private List<AuditRecorded> told(String tenant, int count) {
        return topic.await(count, message -> tenant.equals(message.key())).stream()
                .map(message -> EventJson.read(message.value(), AuditRecorded.class))
                .toList();
    }
}
