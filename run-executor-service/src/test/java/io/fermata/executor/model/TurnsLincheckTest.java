package io.fermata.executor.model;

import io.fermata.starter.tenancy.TenantId;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Nobody who waits is forgotten, and somebody serves as long as one does. */
@Param(name = "number", gen = IntGen.class, conf = "1:3")
public class TurnsLincheckTest {

    private static final List<TenantId> TENANTS = List.of(new TenantId("one"), new TenantId("two"));

    private final Turns<Integer> turns = new Turns<>();

    @Operation
    public boolean add(@Param(name = "number") int tenant, @Param(name = "number") int one) {
        return turns.add(TENANTS.get(tenant % TENANTS.size()), one);
    }

    @Operation
    public int next() {
        return turns.next().orElse(0);
    }

    @Operation
    public boolean isServed() {
        return turns.isServed();
    }

    @Test
    void behaveAsIfOneThreadUsedThem() {
        new ModelCheckingOptions()
                .iterations(6)
                .invocationsPerIteration(100 * Integer.getInteger("lincheck.effort", 1))
                .threads(2)
                .actorsPerThread(3)
                .minimizeFailedScenario(false)
                .check(TurnsLincheckTest.class);
    }
}
