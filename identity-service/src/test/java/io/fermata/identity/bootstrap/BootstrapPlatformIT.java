package io.fermata.identity.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.identity.apikey.RecogniseApiKey;
import io.fermata.identity.permission.Permissions;
import io.fermata.localstack.junit.ServiceTest;
import io.fermata.starter.tenancy.TenantId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@ServiceTest
class BootstrapPlatformIT {
    @TempDir
    private static Path directory;

    private final BootstrapPlatform bootstrap;
    private final RecogniseApiKey keys;

    BootstrapPlatformIT(@Autowired BootstrapPlatform bootstrap, @Autowired RecogniseApiKey keys) {
        this.bootstrap = bootstrap;
        this.keys = keys;
    }

    @DynamicPropertySource
    static void keyFile(DynamicPropertyRegistry properties) {
        properties.add("fermata.identity.platform-admin-key-file", () -> file().toString());
    }

    @Test
    void leavesTheFirstKeyInAFileOnlyItsOwnerCanRead() throws IOException {
        String key = Files.readString(file()).strip();

        RecogniseApiKey.Recognised recognised = keys.handle(key).orElseThrow();

        assertThat(recognised.tenant()).isEqualTo(TenantId.PLATFORM);
        assertThat(recognised.key().grant().permissions()).isEqualTo(Permissions.ofPlatformAdmin());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file())))
                .isEqualTo("rw-------");
    }

    @Test
    void makesNoSecondKeyWhenStartedAgain() throws IOException {
        String first = Files.readString(file());

        bootstrap.run(new DefaultApplicationArguments());

        assertThat(Files.readString(file())).isEqualTo(first);
    }

    private static Path file() {
        return directory.resolve("platform-admin-key");
    }
}
