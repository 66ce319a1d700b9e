package io.fermata.policies.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.policies.support.Audits;
import io.fermata.starter.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** What callers see, and what is hashed, byte by byte. */
class AuditEventContractTest {
    private static final Json JSON = Json.standard();
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    private final ChainHash hash = new ChainHash(JSON);
    private final ChainLink link =
            hash.link("acme", ChainHead.NONE, Audits.event("aud_0193e6a1b2c37d4e8f50617283940a1b"), NOON);

    @Test
    void theEventIsTheGoldenOne() throws IOException {
        assertThat(JSON.write(AuditEventView.of(link, JSON))).isEqualTo(golden("audit-event.json"));
    }

    @Test
    void theVerdictIsTheGoldenOne() throws IOException {
        Verdict verdict = new Verdict(
                7,
                new ChainHead(7, "0".repeat(64), NOON),
                null,
                new Verdict.BrokenLink(8, "aud_1", List.of("content")));

        assertThat(JSON.write(VerdictView.of(verdict))).isEqualTo(golden("verdict.json"));
    }

    /** Anyone with sha256sum can do this; chains that were written must verify for ever. */
    @Test
    void theHashIsThatOfTheHashBeforeALineFeedAndTheCanonicalText() {
        String text = "{\"action\":\"tool.change\",\"actor\":\"user:usr_1\",\"address\":\"203.0.113.7\","
                + "\"approvals\":[\"apr_1\",\"apr_2\"],\"details\":{\"version\":2},"
                + "\"id\":\"aud_0193e6a1b2c37d4e8f50617283940a1b\",\"occurred_at\":\"2026-11-21T08:00:00Z\","
                + "\"outcome\":\"succeeded\",\"policies\":[\"pol_1\"],\"recorded_at\":\"2026-11-21T12:00:00Z\","
                + "\"request_id\":\"req_1\",\"resource_id\":\"orders.refund\",\"resource_type\":\"tool\","
                + "\"sequence\":1,\"source\":\"/tool-service\",\"tenant_id\":\"acme\",\"user_agent\":\"curl/8.14.1\"}";

        assertThat(hash.canonical("acme", link)).isEqualTo(text);
        assertThat(link.hash()).isEqualTo(Json.sha256("0".repeat(64) + "\n" + text));
    }

    private static String golden(String name) throws IOException {
        String text = new ClassPathResource("golden/" + name).getContentAsString(StandardCharsets.UTF_8);
        return JSON.write(JSON.read(text));
    }
}
