package io.fermata.starter.fire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.contracts.EventTypes;
import java.util.function.UnaryOperator;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Ways to spoil a good record, each with the reason for which it has to be put aside. */
enum Poison {
    GARBAGE("bad-data", withValue("\u0000\u0001 not json")),
    CUT_OFF("bad-data", withValue("{\"usage_id\":\"usg_1\",\"kind\":\"model_")),
    TOO_DEEP("bad-data", withValue("{\"usage_id\":" + "[".repeat(1_000) + "]".repeat(1_000) + "}")),
    LACKS_A_FIELD("bad-data", withValue("{\"usage_id\":\"usg_1\",\"kind\":\"model_call\"}")),
    WITHOUT_VALUE("bad-data", record -> with(record, null)),
    WITHOUT_HEADERS(
            "bad-envelope",
            record -> new ProducerRecord<>(record.topic(), record.partition(), record.key(), record.value())),
    WITHOUT_ID("bad-envelope", without("ce_id")),
    WITHOUT_TYPE("bad-envelope", without("ce_type")),
    WITHOUT_SUBJECT("bad-envelope", without("ce_subject")),
    WITHOUT_TENANT("bad-envelope", without("ce_tenantid")),
    WITHOUT_TIME("bad-envelope", without("ce_time")),
    STRANGE_TIME("bad-envelope", header("ce_time", "yesterday")),
    OTHER_SPECIFICATION("bad-envelope", header("ce_specversion", "9.9")),
    SUBJECT_OF_NOTHING("bad-envelope", header("ce_subject", null)),
    CONTENT_OF_NO_TYPE("bad-envelope", header("content-type", null)),
    UNSTORABLE_ID("bad-envelope", header("ce_id", "fire\u0000")),
    LONG_ID("bad-envelope", header("ce_id", "e".repeat(201))),
    NOT_A_TENANT("wrong-tenant", header("ce_tenantid", "Not A Tenant")),
    NEXT_VERSION("unknown-type", header("ce_type", "io.fermata.usage.recorded.v2")),
    FAR_VERSION("unknown-type", header("ce_type", "io.fermata.usage.recorded.v99")),
    OTHER_EVENT("unknown-type", header("ce_type", EventTypes.RUN_CHANGED));

    private final String reason;

    @SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing but names and texts
    private final UnaryOperator<ProducerRecord<String, byte[]>> spoiling;

    Poison(String reason, UnaryOperator<ProducerRecord<String, byte[]>> spoiling) {
        this.reason = reason;
        this.spoiling = spoiling;
    }

    /** What the header {@code dlt-reason} has to say. */
    String reason() {
        return reason;
    }

    ProducerRecord<String, byte[]> spoil(ProducerRecord<String, byte[]> good) {
        return spoiling.apply(good);
    }

    private static UnaryOperator<ProducerRecord<String, byte[]>> withValue(String value) {
        return record -> with(record, value.getBytes(UTF_8));
    }

    private static ProducerRecord<String, byte[]> with(ProducerRecord<String, byte[]> record, byte @Nullable [] value) {
        return new ProducerRecord<>(record.topic(), record.partition(), record.key(), value, record.headers());
    }

    private static UnaryOperator<ProducerRecord<String, byte[]>> without(String name) {
        return record -> {
            record.headers().remove(name);
            return record;
        };
    }

    private static UnaryOperator<ProducerRecord<String, byte[]>> header(String name, @Nullable String value) {
        return record -> {
            record.headers().remove(name).add(name, value == null ? null : value.getBytes(UTF_8));
            return record;
        };
    }
}
