package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.e2e.torture.Torture;
import io.fermata.e2e.torture.TortureOptions;
import io.fermata.e2e.torture.World;
import io.fermata.e2e.torture.invariant.Invariant.Verdict;
import io.fermata.e2e.torture.report.Findings;
import io.fermata.e2e.torture.report.FindingsText;
import io.fermata.e2e.torture.report.ReportFiles;
import io.fermata.localstack.junit.LocalStackExtension;
import io.fermata.localstack.junit.PlatformUnderTest;
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.stack.StackDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The short profile of {@code ./fermata torture}. A run that kept everything and met too little proves nothing: it is
 * repeated once with another seed, and then fails like one that broke a promise. It has a stack of its own, and spends
 * most of its time waiting for what it killed: the other classes go on beside it.
 */
@Execution(ExecutionMode.CONCURRENT)
class TortureE2E {
    private static final long SEED = Long.getLong("torture.seed", 20261121);
    private static final int RUNS = 300;

    /** More than the thirty it is about: one in ten finds its victim still down from the last blow. */
    private static final int FAULTS = 36;

    @Test
    void keepsEveryPromiseWhileTheStackIsTortured() throws IOException, InterruptedException {
        LocalStackExtension.platform(); // whoever is first unpacks the services for both

        Findings findings = torture(SEED);
        if (findings.kept() && findings.tally().isVoid()) {
            System.out.println(FindingsText.of(findings));
            findings = torture(SEED + 1);
        }

        String report = FindingsText.of(findings);
        assertThat(findings.tally().isVoid()).as(report).isFalse();
        assertThat(findings.drained()).as(report).isNotNull();
        assertThat(findings.alive()).as(report).isTrue();
        assertThat(findings.verdicts()).as(report).allMatch(Verdict::holds);
    }

    private static Findings torture(long seed) throws IOException, InterruptedException {
        Path home = Path.of("target", "torture").toAbsolutePath();
        Path startedBefore = Path.of("target", "fermata", "apps").toAbsolutePath();
        Path repository = Path.of("").toAbsolutePath().getParent();
        var directory = new StackDirectory(home.resolve("stack-" + seed), startedBefore);
        try (World world =
                World.bringUp(repository, directory, PortPlan.free(), PlatformUnderTest.environment(), seed)) {
            var options = new TortureOptions(RUNS, FAULTS, seed, Set.of(), Set.of());
            Findings findings = new Torture(world, options, Clock.systemUTC(), System.out::println).run();
            ReportFiles.write(home, findings);
            return findings;
        }
    }
}
