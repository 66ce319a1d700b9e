package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.fermata.starter.tenancy.TenantId;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EffectsTest {

    private static final TenantId TENANT = new TenantId("tenant");

    @Test
    void tellTheRunThatTheyBroke() throws Exception {
        IllegalStateException cause = new IllegalStateException("broke");

        assertThat(mailOf(cause)).isEqualTo(new Mail.EffectBroke(cause));
    }

    /** Or the run would wait for its answer until it is out of time. */
    @Test
    void tellTheRunOfErrorsToo() throws Exception {
        StackOverflowError cause = new StackOverflowError();

        assertThat(mailOf(cause))
                .isInstanceOfSatisfying(
                        Mail.EffectBroke.class,
                        broke -> assertThat(Map.of("cause", broke.cause().getCause()))
                                .containsExactly(entry("cause", cause)));
    }

    private static Mail mailOf(Throwable cause) throws Exception {
        CompletableFuture<Mail> mail = new CompletableFuture<>();
        Effects.start(TENANT, mail::complete, () -> {
            throw EffectsTest.<RuntimeException>unchecked(cause);
        });
        return mail.get(10, TimeUnit.SECONDS);
    }

    @SuppressWarnings("unchecked") // Whatever it is, it is thrown as it is.
    private static <T extends Throwable> T unchecked(Throwable cause) throws T {
        throw (T) cause;
    }
}
