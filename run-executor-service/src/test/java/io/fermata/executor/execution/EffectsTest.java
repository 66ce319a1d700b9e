package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.tenancy.TenantId;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class EffectsTest {

    private static final TenantId TENANT = new TenantId("tenant");

    @Test
    void tellTheRunThatTheyBroke() throws Exception {
        IllegalStateException cause = new IllegalStateException("broke");

        Mail mail = mailOf(() -> {
            throw cause;
        });

        assertThat(mail).isEqualTo(new Mail.EffectBroke(cause));
    }

    /** Or the run would wait for its answer until it is out of time. */
    @Test
    void tellTheRunOfErrorsToo() throws Exception {
        StackOverflowError cause = new StackOverflowError();

        Mail mail = mailOf(() -> {
            throw cause;
        });

        assertThat(mail)
                .isInstanceOfSatisfying(
                        Mail.EffectBroke.class,
                        broke -> assertThat(broke.cause()).hasCause(cause));
    }

    private static Mail mailOf(Supplier<Mail> effect) throws Exception {
        CompletableFuture<Mail> mail = new CompletableFuture<>();
        Effects.start(TENANT, mail::complete, effect);
        return mail.get(10, TimeUnit.SECONDS);
    }
}
