package io.fermata.starter.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.logging.LogKeys;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;

class TraceContextTest {
    private static final String SENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void continuesTheCallersTraceWithASpanOfItsOwn() {
        TraceContext trace = TraceContext.continued(SENT);

        assertThat(trace.traceId()).isEqualTo("4bf92f3577b34da6a3ce929d0e0e4736");
        assertThat(trace.spanId()).hasSize(16).isNotEqualTo("00f067aa0ba902b7");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "garbage"
            })
    void startsANewTraceWhenTheCallersIsNotValid(String sent) {
        assertThat(TraceContext.parse(TraceContext.continued(sent).traceparent()))
                .isPresent();
        assertThat(TraceContext.parse(sent)).isEmpty();
    }

    @Test
    void isKnownInsideItsScopeOnly() {
        TraceContext trace = TraceContext.started();

        assertThat(trace.call(TraceContext::current)).isEqualTo(trace);
        assertThat(TraceContext.find()).isEmpty();
    }

    @Test
    void givesTheLogBackToTheTraceAroundIt() {
        TraceContext inner = TraceContext.started();

        TraceContext.started().run(() -> {
            String outer = MDC.get(LogKeys.TRACE_ID);
            inner.run(() -> assertThat(MDC.get(LogKeys.TRACE_ID)).isEqualTo(inner.traceId()));
            assertThat(MDC.get(LogKeys.TRACE_ID)).isEqualTo(outer);
        });
        assertThat(MDC.get(LogKeys.TRACE_ID)).isNull();
    }
}
