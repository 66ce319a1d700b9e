package io.fermata.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.StackService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
    @TempDir
    private Path directory;

    @Test
    void areMadeOnceAndKept() throws IOException {
        Secrets first = Secrets.loadOrCreate(file());

        assertThat(Secrets.loadOrCreate(file())).isEqualTo(first);
        assertThat(Base64.getDecoder().decode(first.secretKey())).hasSize(32);
        assertThat(first.databases())
                .hasSameSizeAs(Arrays.stream(StackService.values())
                        .flatMap(service -> service.database().stream())
                        .toList());
    }

    @Test
    void ofAnOlderStackGetAMasterKeyThatIsKept() throws IOException {
        Secrets first = Secrets.loadOrCreate(file());
        PrivateFiles.write(file(), new Secrets(first.postgresPassword(), first.secretKey(), null, first.databases()));

        Secrets completed = Secrets.loadOrCreate(file());

        assertThat(Base64.getDecoder().decode(completed.masterKey())).hasSize(32);
        assertThat(Secrets.loadOrCreate(file())).isEqualTo(completed);
    }

    @Test
    void onlyTheirOwnerMayReadThem() throws IOException {
        Secrets.loadOrCreate(file());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void neverShowInText() throws IOException {
        Secrets secrets = Secrets.loadOrCreate(file());

        assertThat(secrets.toString())
                .doesNotContain(secrets.postgresPassword(), secrets.secretKey(), secrets.masterKeys());
    }

    private Path file() {
        return directory.resolve("secrets.json");
    }
}
