package io.fermata.approvals.approval;

import static io.fermata.approvals.approval.SampleApprovals.ADA;
import static io.fermata.approvals.approval.SampleApprovals.IN_TIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What callers of the API see, letter for letter. */
class ApprovalViewContractTest {
    private final Json json = Json.standard();

    @Test
    void showsAHeldCall() throws IOException {
        Ruling first = SampleApprovals.held(2, List.of("operator")).approve(ADA, null, IN_TIME);

        assertSame("approval.json", ((Ruling.Accepted) first).approval());
    }

    @Test
    void showsADecision() throws IOException {
        Ruling last = SampleApprovals.held(1, List.of("operator")).reject(ADA, "wrong order", IN_TIME);

        assertSame("approval-rejected.json", ((Ruling.Accepted) last).approval());
    }

    @Test
    void writesArgumentsAsTheTextThatWasHashed() {
        assertThat(json.write(ApprovalView.of(SampleApprovals.held()))).contains("\"arguments\":{\"amount\":19.90}");
    }

    private void assertSame(String golden, Approval approval) throws IOException {
        try (InputStream file = Objects.requireNonNull(getClass().getResourceAsStream("/golden/" + golden), golden)) {
            assertThat(json.read(json.write(ApprovalView.of(approval)))).isEqualTo(json.read(file.readAllBytes()));
        }
    }
}
