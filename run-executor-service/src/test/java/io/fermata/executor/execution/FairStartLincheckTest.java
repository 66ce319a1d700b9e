package io.fermata.executor.execution;

import io.fermata.executor.execution.FairStart.Turn;
import io.fermata.starter.tenancy.TenantId;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Every interleaving of a few offers and releases gives what some order of them, one after the other, would give. */
@Param(name = "number", gen = IntGen.class, conf = "1:3")
public class FairStartLincheckTest {

    private static final List<TenantId> TENANTS = List.of(new TenantId("one"), new TenantId("two"));

    private final FairStart starts = new FairStart(1, 4);

    @Operation
    public String offer(@Param(name = "number") int tenant, @Param(name = "number") int run) {
        return starts.offer(new Turn(TENANTS.get(tenant % TENANTS.size()), "run-" + run))
                .map(Turn::runId)
                .orElse("waits or is left");
    }

    @Operation
    public String release() {
        return starts.release().map(Turn::runId).orElse("free");
    }

    @Operation
    public int waiting() {
        return starts.waiting();
    }

    @Test
    void behavesAsIfOneThreadUsedIt() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(100)
                .threads(2)
                .actorsPerThread(2)
                .minimizeFailedScenario(false)
                .check(FairStartLincheckTest.class);
    }
}
