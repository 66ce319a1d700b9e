package io.fermata.registry.support;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.http.Fault;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * Stands in for tool-service. It knows every tool except {@code no.such.tool}; it answers 503 for {@code tools.broken}
 * and 500 for {@code tools.faulty}, hangs up for {@code tools.cut} and is too slow for {@code tools.slow}.
 */
@TestConfiguration(proxyBeanMethods = false)
public class ToolServiceDouble {
    private static final String RESOLVE = "/internal/v1/tools/resolve";
    private static final String NOTHING_UNKNOWN = """
            {"tools":[],"unknown":[]}""";
    private static final String ONE_UNKNOWN = """
            {"tools":[],"unknown":["no.such.tool"],"added_later":true}""";

    @Bean(destroyMethod = "stop")
    WireMockServer toolService() {
        WireMockServer server = new WireMockServer(options().dynamicPort());
        server.start();
        server.stubFor(post(RESOLVE).willReturn(okJson(NOTHING_UNKNOWN)));
        server.stubFor(post(RESOLVE).withRequestBody(containing("no.such.tool")).willReturn(okJson(ONE_UNKNOWN)));
        server.stubFor(post(RESOLVE)
                .withRequestBody(containing("tools.broken"))
                .willReturn(aResponse().withStatus(503)));
        server.stubFor(post(RESOLVE)
                .withRequestBody(containing("tools.faulty"))
                .willReturn(aResponse().withStatus(500)));
        server.stubFor(post(RESOLVE)
                .withRequestBody(containing("tools.cut"))
                .willReturn(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER)));
        server.stubFor(post(RESOLVE)
                .withRequestBody(containing("tools.slow"))
                .willReturn(okJson(NOTHING_UNKNOWN).withFixedDelay(30_000)));
        return server;
    }

    @Bean
    DynamicPropertyRegistrar toolServiceAddress(WireMockServer toolService) {
        return properties -> properties.add("fermata.registry.tools-url", toolService::baseUrl);
    }

    /** How often it was asked about the tool with this token. */
    public static int questions(WireMockServer toolService, String tool, String token) {
        return toolService
                .findAll(postRequestedFor(urlEqualTo(RESOLVE))
                        .withHeader("Authorization", equalTo("Bearer " + token))
                        .withRequestBody(matching(".*\"" + tool + "\".*")))
                .size();
    }
}
