package io.fermata.starter.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.fermata.contracts.Topics;
import io.fermata.contracts.event.RunRequested;
import io.fermata.starter.tenancy.TenantId;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An input is a record: its headers, one a line as {@code name: value} or without a value, an empty line, its data. */
class EnvelopeFuzzTest {

    @FuzzTest(maxDuration = "60s")
    void recordsAreEventsOrSetAside(byte[] input) {
        ConsumerRecord<String, byte[]> message = message(new String(input, UTF_8));
        try {
            ReceivedEvent<RunRequested> event = EventReader.read(message, RunRequested.class);
            assertThat(TenantId.isValid(event.tenant().value())).isTrue();
            assertThat(event.id()).hasSizeLessThanOrEqualTo(200).doesNotContain("\0");
            assertThat(event.data().runId()).isNotNull();
        } catch (UnreadableEventException e) {
            assertThat(e.reason()).isNotNull();
        }
    }

    private static ConsumerRecord<String, byte[]> message(String text) {
        int end = text.indexOf("\n\n");
        String data = end < 0 ? null : text.substring(end + 2);
        ConsumerRecord<String, byte[]> message =
                new ConsumerRecord<>(Topics.RUN_REQUESTED, 0, 0, "run_1", data == null ? null : data.getBytes(UTF_8));
        (end < 0 ? text : text.substring(0, end)).lines().forEach(line -> {
            int colon = line.indexOf(": ");
            message.headers()
                    .add(
                            colon < 0 ? line : line.substring(0, colon),
                            colon < 0 ? null : line.substring(colon + 2).getBytes(UTF_8));
        });
        return message;
    }
}
