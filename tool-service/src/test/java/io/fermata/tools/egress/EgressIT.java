package io.fermata.tools.egress;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTest;
import io.fermata.tools.harness.Api;
import io.fermata.tools.harness.Api.Answer;
import io.fermata.tools.harness.Calls;
import io.fermata.tools.harness.Endpoint;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** With the door closed, as it is by default. */
@ServiceTest
class EgressIT {
    @LocalServerPort
    private int port;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:PORT/",
                "http://localhost:PORT/",
                "http://2130706433:PORT/",
                "http://127.1:PORT/",
                "http://0x7f000001:PORT/",
                "http://0177.0.0.1:PORT/",
                "http://[::1]:PORT/",
                "http://[::ffff:127.0.0.1]:PORT/",
                "http://[0:0:0:0:0:ffff:7f00:1]:PORT/",
                "http://0.0.0.0:PORT/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00:ec2::254]/",
                "http://10.0.0.1/",
                "http://192.168.0.1/",
                "http://user:pw@127.0.0.1:PORT/",
                "http://127.0.0.1.:PORT/",
                "file:///etc/passwd",
                "ftp://127.0.0.1/",
                "gopher://127.0.0.1/"
            })
    void callsNothingButTheInternet(String url) {
        Endpoint endpoint = Endpoint.answeringJson("{}");
        URI real = URI.create(endpoint.url());
        String target = url.replace("PORT/", real.getPort() + real.getPath());

        Answer answer = Api.newTenant(port)
                .post("/api/v1/tools/http.get/invoke", "{\"arguments\": {\"url\": \"" + target + "\"}}");

        assertThat(endpoint.requests()).isEmpty();
        assertThat(answer.text("/type") + answer.text("/error/code")).containsAnyOf("egress-denied", "unreachable");
        assertThat(answer.raw().body()).doesNotContain("127.0.0.1").doesNotContain("Exception");
    }

    @Test
    void tellsARunThatItsToolWasDenied() {
        Calls calls = new Calls(Api.newTenant(port));
        Endpoint endpoint = Endpoint.answering(aResponse());
        calls.register("inside", "POST", endpoint.url(), "");

        Answer answer = calls.execute(Calls.newKey(), "inside", "{}");

        assertThat(answer.text("/outcome")).isEqualTo("failed");
        assertThat(answer.text("/error/code")).isEqualTo("egress-denied");
        assertThat(endpoint.requests()).isEmpty();
    }
}
