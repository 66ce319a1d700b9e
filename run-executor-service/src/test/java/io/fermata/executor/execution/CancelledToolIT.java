package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.executionsOf;
import static io.fermata.executor.Neighbours.succeeded;
import static io.fermata.executor.Neighbours.toolAfterOutage;
import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.machine.ToolCall;
import io.fermata.executor.model.ChatModels;
import io.fermata.executor.toolbox.ToolExecutions;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A call of a tool that is cancelled while its service is away. */
@WholeServiceTest
class CancelledToolIT {

    private final TenantId tenant = new TenantId(unique("cancelled"));
    private final String tool = unique("orders.refund").replace('-', '_');
    private final CompletableFuture<Effects.Running> call = new CompletableFuture<>();
    private final CompletableFuture<Mail> mail = new CompletableFuture<>();

    @Autowired
    private ChatModels models;

    @Autowired
    private ToolExecutions tools;

    @Test
    void isNotMadeAgainWhenTheServiceIsBack() throws Exception {
        whenItIsAway(Effects.Running::cancel);

        assertThat(mail.get(10, TimeUnit.SECONDS)).isInstanceOf(Mail.EffectBroke.class);
        assertThat(executionsOf(tool)).hasSize(1);
    }

    @Test
    void isNotMadeAgainByWhoHasLetGoOfIt() throws Exception {
        whenItIsAway(Effects.Running::abandon);

        assertThat(mail.get(10, TimeUnit.SECONDS)).isInstanceOf(Mail.EffectBroke.class);
        assertThat(executionsOf(tool)).hasSize(1);
    }

    /** How long to wait before the next request is drawn when the first has failed: that is the moment. */
    private void whenItIsAway(Consumer<Effects.Running> then) {
        RandomGenerator moment = () -> {
            then.accept(call.join());
            return 0;
        };
        toolAfterOutage(tool, 1, succeeded("{\"refunded\":true}"));
        ToolExecutions.Order order =
                new ToolExecutions.Order("stp_1", "run_1", "stp_1", "agt_1", 1, tool, 1, "{}", List.of(tool));
        Tenants.run(
                tenant,
                () -> call.complete(new Effects(models, tools, moment)
                        .invokeTool(tenant, order, new ToolCall("call_1", tool, "{}"), mail::complete)));
    }
}
