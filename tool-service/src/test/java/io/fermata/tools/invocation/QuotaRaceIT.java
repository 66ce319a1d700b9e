package io.fermata.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import io.fermata.tools.catalog.Builtins;
import io.fermata.tools.catalog.Limits;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.ToolServiceIntegration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Many threads spend one budget, and not a call more. */
@ToolServiceIntegration
class QuotaRaceIT {
    private static final int THREADS = 8;
    private static final int CALLS = 50 * THREADS * Integer.getInteger("lincheck.effort", 1);
    private static final int BUDGET = CALLS / 3;
    private static final int DECADES = 1_000_000_000;

    private final TenantId tenant = new TenantId(Api.newTenant(0).tenant());

    @Autowired
    private CallQuota quota;

    @Autowired
    private Builtins builtins;

    @Test
    void admitsExactlyWhatTheBudgetHolds() throws Exception {
        ToolDefinition tool = limited(builtins.find("calculator").orElseThrow());
        Callable<Boolean> call =
                () -> Tenants.call(tenant, () -> quota.refuse(tool).isEmpty());
        int admitted = 0;

        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (Future<Boolean> answer : threads.invokeAll(Collections.nCopies(CALLS, call))) {
                admitted += answer.get() ? 1 : 0;
            }
        }

        assertThat(admitted).isEqualTo(BUDGET);
    }

    private static ToolDefinition limited(ToolDefinition tool) {
        Limits limits = new Limits(tool.limits().timeout(), 1, new Limits.RateLimit(BUDGET, DECADES), null);
        return new ToolDefinition(
                tool.name(),
                tool.version(),
                tool.description(),
                tool.parameters(),
                tool.outputSchema(),
                tool.handler(),
                tool.idempotency(),
                tool.requiresApproval(),
                tool.riskLevel(),
                tool.category(),
                limits,
                List.of(),
                tool.changedAt());
    }
}
