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
import io.fermata.localstack.network.PortPlan;
import io.fermata.localstack.stack.StackDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The short profile of {@code ./fermata torture}: a run of which nothing is proven fails like one that broke a promise. */
@Order(Integer.MAX_VALUE)
class TortureE2E {
    private static final TortureOptions SHORT =
            new TortureOptions(300, 30, Long.getLong("torture.seed", 20261121), Set.of(), Set.of());

    @Test
    void keepsEveryPromiseWhileTheStackIsTortured() throws IOException, InterruptedException {
        LocalStackExtension.makeRoom();
        Path home = Path.of("target", "torture").toAbsolutePath();
        Path startedBefore = Path.of("target", "fermata", "apps").toAbsolutePath();
        Path repository = Path.of("").toAbsolutePath().getParent();

        Findings findings;
        try (World world = World.bringUp(
                repository,
                new StackDirectory(home.resolve("stack"), startedBefore),
                PortPlan.free(),
                System.getenv(),
                SHORT.seed())) {
            findings = new Torture(world, SHORT, Clock.systemUTC(), System.out::println).run();
        }
        ReportFiles.write(home, findings);

        String report = FindingsText.of(findings);
        assertThat(findings.tally().isVoid()).as(report).isFalse();
        assertThat(findings.drained()).as(report).isNotNull();
        assertThat(findings.alive()).as(report).isTrue();
        assertThat(findings.verdicts()).as(report).allMatch(Verdict::holds);
    }
}
