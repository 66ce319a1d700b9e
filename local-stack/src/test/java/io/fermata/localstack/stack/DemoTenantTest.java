package io.fermata.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTenantTest {
    @TempDir
    private Path home;

    private HttpServer gateway;
    private int status = 201;
    private int requests;

    @BeforeEach
    void startGateway() throws IOException {
        Files.writeString(home.resolve("platform-admin.key"), "fk_platform_1\n");
        gateway = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        gateway.createContext("/api/v1/tenants", exchange -> {
            requests++;
            byte[] body = "{\"id\":\"demo\",\"admin_key\":\"fk_demo_1\"}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        gateway.start();
    }

    @AfterEach
    void stopGateway() {
        gateway.stop(0);
    }

    @Test
    void isCreatedOnceAndItsKeyIsKept() throws Exception {
        Credentials credentials = demoTenant().ensure();

        assertThat(demoTenant().ensure()).isEqualTo(credentials);
        assertThat(credentials.demoTenant().adminKey()).isEqualTo("fk_demo_1");
        assertThat(credentials.platformAdminKey()).isEqualTo("fk_platform_1");
        assertThat(requests).isEqualTo(1);
    }

    @Test
    void credentialsAreReadableByTheirOwnerOnlyAndNamedAsInTheContract() throws Exception {
        demoTenant().ensure();

        Path file = home.resolve("credentials.json");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Files.readString(file))
                .contains(
                        "\"gateway_url\"",
                        "\"platform_admin_key\"",
                        "\"demo_tenant\"",
                        "\"tenant_id\"",
                        "\"admin_key\"");
    }

    @Test
    void aLostKeyIsSaidToBeLost() {
        status = 409;

        assertThatThrownBy(() -> demoTenant().ensure())
                .isInstanceOf(StackException.class)
                .hasMessageContaining("./fermata reset");
    }

    private DemoTenant demoTenant() {
        return new DemoTenant(
                new StackDirectory(home),
                "http://127.0.0.1:" + gateway.getAddress().getPort());
    }
}
