package io.fermata.metering.usage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.json.Json;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

/** What callers see, byte by byte. */
class UsageContractTest {
    private static final Json JSON = Json.standard();

    @Test
    void theEventIsTheGoldenOne() throws IOException {
        UsageEvent event = new UsageEvent(
                "usg_0193e6a1b2c37d4e8f50617283940a1b",
                "model_call",
                "run_1",
                "stp_1",
                "agt_1",
                3,
                "openai",
                "gpt-4o-mini",
                null,
                1,
                "done",
                120,
                30,
                150,
                "tokens",
                new BigDecimal("0.0021"),
                Instant.parse("2026-11-21T08:00:00Z"));

        assertThat(JSON.write(UsageEventView.of(event))).isEqualTo(golden("usage-event.json"));
    }

    @Test
    void theSummaryIsTheGoldenOne() throws IOException {
        UsageTotals calls = new UsageTotals(2, 120, 30, 151, new BigDecimal("0.0021"));
        UsageSummary summary = new UsageSummary(List.of(new UsageSummary.Group("agt_1", calls)), calls);

        assertThat(JSON.write(UsageSummaryView.of(summary))).isEqualTo(golden("usage-summary.json"));
    }

    private static String golden(String name) throws IOException {
        String text = new ClassPathResource("golden/" + name).getContentAsString(StandardCharsets.UTF_8);
        return JSON.write(JSON.read(text));
    }
}
