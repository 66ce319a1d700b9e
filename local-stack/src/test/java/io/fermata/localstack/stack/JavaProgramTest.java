package io.fermata.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JavaProgramTest {
    @TempDir
    private Path home;

    @Test
    void aProgramFromJarsKeepsItsClasses() throws Exception {
        Path jar = Files.createFile(home.resolve("one.jar"));

        assertThat(JavaProgram.keepingClasses(jar + File.pathSeparator + jar, home.resolve("kafka.jsa")))
                .contains("-XX:SharedArchiveFile=" + home.resolve("kafka.jsa"));
    }

    @Test
    void aProgramFromADirectoryWouldFailAtItsEnd() {
        assertThat(JavaProgram.keepingClasses("one.jar" + File.pathSeparator + home, home.resolve("kafka.jsa")))
                .isEmpty();
    }
}
