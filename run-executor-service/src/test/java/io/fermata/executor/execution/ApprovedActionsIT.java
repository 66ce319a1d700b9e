package io.fermata.executor.execution;

import static io.fermata.executor.Neighbours.unique;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.RunApi;
import io.fermata.executor.WholeServiceTest;
import io.fermata.executor.machine.Step;
import io.fermata.executor.machine.ToolCall;
import io.fermata.starter.tenancy.TenantId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;

/** What the ledger says of who approved the calls of a run. */
@WholeServiceTest
class ApprovedActionsIT {

    private final TenantId tenant = new TenantId(unique("approved"));
    private final String run = unique("run_approved");

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext service;

    /** Some models count their calls anew in every turn. */
    @Test
    void approveOneCallAndNotALaterOneWithTheSameId() {
        ToolCall call = new ToolCall("call_1", "orders.refund", "{}");
        Step approved = new Step.ApprovalAnswered(call, "apr_1", Step.Decision.APPROVED, "user:usr_boss", null);
        Step returned = new Step.ToolReturned(call, Step.ToolOutcome.SUCCEEDED, "{}");
        Remains remains = new Remains(service, tenant);
        remains.pretendAlive(run);
        remains.leave(run, "agt_any", run, List.of(approved, returned, returned), null);

        RunApi.Answer shown = RunApi.of(port, tenant.value()).get("/api/v1/runs/" + run);

        assertThat(shown.body().get("actions_taken"))
                .extracting(action -> action.get("auto_approved").asBoolean())
                .containsExactly(false, true);
    }
}
