package io.fermata.starter.failpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class FailpointsTest {
    private final ApplicationContextRunner service =
            new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(FailpointsAutoConfiguration.class));

    @Test
    void areNotThereUnlessAPropertySaysSo() {
        service.run(context -> assertThat(context).doesNotHaveBean(FailpointsEndpoint.class));
        service.withPropertyValues("fermata.failpoints.enabled=false")
                .run(context -> assertThat(context).doesNotHaveBean(CommitFailpoints.class));
        service.withPropertyValues("fermata.failpoints.enabled=true")
                .run(context -> assertThat(context)
                        .hasSingleBean(FailpointsEndpoint.class)
                        .hasSingleBean(CommitFailpoints.class));
    }

    @Test
    void areArmedAndDisarmedByName() {
        var endpoint = new FailpointsEndpoint();

        endpoint.arm(Failpoints.COMMIT_AFTER, 1_000);
        assertThat(endpoint.points().get("armed")).containsExactly(Failpoints.COMMIT_AFTER);

        endpoint.arm(Failpoints.COMMIT_AFTER, 0);
        Failpoints.pass(Failpoints.COMMIT_AFTER);
        assertThat(endpoint.points().get("armed")).isEmpty();
    }

    @Test
    void refuseANameThatIsNone() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Failpoints.arm("commit.sideways", 1))
                .withMessageContaining(Failpoints.COMMIT_BEFORE);
    }

    @Test
    void endTheProcessAtTheGivenPassingAndNotBefore() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Passer.class.getName())
                .redirectErrorStream(true)
                .start();

        assertThat(new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                .contains("first")
                .doesNotContain("second");
        assertThat(process.waitFor()).isEqualTo(86);
    }

    /** A process that passes an armed point twice. */
    static final class Passer {
        private Passer() {}

        public static void main(String[] arguments) {
            Failpoints.arm(Failpoints.TOOL_ANSWERED, 2);
            Failpoints.pass(Failpoints.TOOL_ANSWERED);
            System.out.println("first");
            System.out.flush();
            Failpoints.pass(Failpoints.TOOL_ANSWERED);
            System.out.println("second");
        }
    }
}
