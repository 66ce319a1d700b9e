package io.fermata.approvals.stream;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ServerSentEventTest {
    @Test
    void writesIdNameAndData() {
        assertThat(ServerSentEvent.of(7, "{}")).isEqualTo("id: 7\nevent: approval\ndata: {}\n\n");
    }

    @Test
    void repeatsTheFieldNameOnEveryLineOfTheData() {
        assertThat(ServerSentEvent.of(7, "{\n1\r\n2\r3}"))
                .isEqualTo("id: 7\nevent: approval\ndata: {\ndata: 1\ndata: 2\ndata: 3}\n\n");
    }
}
