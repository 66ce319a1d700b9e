package io.fermata.localstack.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The part of the {@code fermata} script that decides whether to build, run in a checkout made for the purpose. */
class BuildStampIT {
    private static final Instant BUILT = Instant.parse("2026-01-02T00:00:00Z");

    @TempDir
    private Path checkout;

    @BeforeEach
    void makeABuiltCheckout() throws IOException {
        Files.copy(Path.of("..", "fermata"), checkout.resolve("fermata"));
        write("pom.xml", BUILT.minusSeconds(60));
        write("some-service/pom.xml", BUILT.minusSeconds(60));
        write("some-service/src/main/java/Some.java", BUILT.minusSeconds(60));
        for (String directory : new String[] {"some-service/src/main/java", "some-service/src/main"}) {
            Files.setLastModifiedTime(checkout.resolve(directory), FileTime.from(BUILT.minusSeconds(60)));
        }
        write("local-stack/target/classpath", BUILT);
        write("local-stack/pom.xml", BUILT.minusSeconds(60));
        Files.createDirectories(checkout.resolve("local-stack/src/main"));
        Files.setLastModifiedTime(checkout.resolve("local-stack/src/main"), FileTime.from(BUILT.minusSeconds(60)));
        write(".fermata/build.stamp", BUILT);
    }

    @Test
    void nothingIsBuiltAgainWhenNoSourceChanged() throws Exception {
        assertThat(stale()).isFalse();
    }

    @Test
    void aChangedSourceIsBuilt() throws Exception {
        write("some-service/src/main/java/Some.java", BUILT.plusSeconds(1));

        assertThat(stale()).isTrue();
    }

    @Test
    void aDeletedSourceIsBuilt() throws Exception {
        Files.delete(checkout.resolve("some-service/src/main/java/Some.java"));

        assertThat(stale()).isTrue();
    }

    @Test
    void aChangedTestIsNotBuilt() throws Exception {
        write("some-service/src/test/java/SomeTest.java", BUILT.plusSeconds(1));

        assertThat(stale()).isFalse();
    }

    @Test
    void aFreshCheckoutIsBuilt() throws Exception {
        Files.delete(checkout.resolve(".fermata/build.stamp"));

        assertThat(stale()).isTrue();
    }

    private void write(String file, Instant modified) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "content");
        Files.setLastModifiedTime(path, FileTime.from(modified));
    }

    private boolean stale() throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("bash", "-c", "source ./fermata && build_is_stale").directory(checkout.toFile());
        builder.environment().remove("FERMATA_HOME");
        return builder.start().waitFor() == 0;
    }
}
