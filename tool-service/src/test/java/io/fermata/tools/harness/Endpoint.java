package io.fermata.tools.harness;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** One path of a server outside, that remembers who called it. */
public final class Endpoint {
    private static final WireMockServer SERVER = start();
    private static final AtomicInteger PATHS = new AtomicInteger();

    private final String path;

    private Endpoint(String path) {
        this.path = path;
    }

    public static Endpoint answering(ResponseDefinitionBuilder response) {
        Endpoint endpoint = new Endpoint("/endpoint-" + PATHS.incrementAndGet());
        SERVER.stubFor(any(urlPathEqualTo(endpoint.path)).willReturn(response));
        return endpoint;
    }

    public static Endpoint answeringJson(String json) {
        return answering(
                aResponse().withHeader("Content-Type", "application/json").withBody(json));
    }

    public void nowAnswers(ResponseDefinitionBuilder response) {
        SERVER.stubFor(any(urlPathEqualTo(path)).willReturn(response));
    }

    public String url() {
        return "http://127.0.0.1:" + SERVER.port() + path;
    }

    public List<LoggedRequest> requests() {
        return SERVER.findAll(anyRequestedFor(urlPathEqualTo(path)));
    }

    private static WireMockServer start() {
        WireMockServer server = new WireMockServer(options().dynamicPort().containerThreads(60));
        server.start();
        server.stubFor(any(anyUrl()).atPriority(10).willReturn(aResponse().withStatus(404)));
        Runtime.getRuntime().addShutdownHook(new Thread(server::stop));
        return server;
    }
}
