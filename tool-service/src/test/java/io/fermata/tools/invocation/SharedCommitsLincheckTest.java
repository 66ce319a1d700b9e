package io.fermata.tools.invocation;

import java.util.List;
import java.util.stream.Collectors;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.junit.jupiter.api.Test;

/** Every interleaving of a few writers: each piece of work is done once, and no two transactions of a lane overlap. */
@Param(name = "work", gen = IntGen.class, conf = "1:4")
public class SharedCommitsLincheckTest {

    private final SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(this::sums, _ -> true);
    private int sum;

    @Operation
    public int submit(@Param(name = "work") int work) {
        return commits.submit("acme", work);
    }

    /** Not safe for two threads, on purpose. */
    private List<Integer> sums(List<Integer> work) {
        return work.stream().map(one -> sum += one).collect(Collectors.toList());
    }

    @Test
    void writeAsIfOneThreadDid() {
        new ModelCheckingOptions()
                .iterations(5)
                .invocationsPerIteration(50 * Integer.getInteger("lincheck.effort", 1))
                .threads(2)
                .actorsPerThread(2)
                .minimizeFailedScenario(false)
                .check(SharedCommitsLincheckTest.class);
    }
}
