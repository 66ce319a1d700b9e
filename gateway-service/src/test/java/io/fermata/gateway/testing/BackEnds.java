package io.fermata.gateway.testing;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.fermata.gateway.routing.Service;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.springframework.test.context.DynamicPropertyRegistry;

/** Every service behind the edge, played by WireMock; each answers anything with its own name. */
public final class BackEnds {
    public static final TestIssuer ISSUER = new TestIssuer();

    private static final String READY =
            "{\"components\":{\"consumers\":{\"status\":\"UP\"},\"outboxRelay\":{\"status\":\"UP\"}},\"status\":\"UP\"}";
    private static final Map<Service, WireMockServer> SERVERS = started();

    private BackEnds() {}

    public static WireMockServer of(Service service) {
        return SERVERS.get(service);
    }

    public static void register(DynamicPropertyRegistry properties) {
        SERVERS.forEach((service, server) -> properties.add(property(service), server::baseUrl));
        properties.add("fermata.gateway.timeouts.identity", () -> "20s");
        properties.add("fermata.gateway.issuer.uri", () -> TestIssuer.URI);
        properties.add(
                "fermata.gateway.issuer.jwks-uri", () -> of(Service.IDENTITY).url("/oauth2/jwks"));
    }

    public static String property(Service service) {
        return "fermata.gateway.services." + service.name().toLowerCase(Locale.ROOT);
    }

    /** Makes identity-service answer a key with a token of this tenant. */
    public static void grant(String apiKey, String tenant) {
        String token = ISSUER.token(tenant, "key:key_" + tenant);
        of(Service.IDENTITY)
                .stubFor(post("/oauth2/token")
                        .withRequestBody(containing("subject_token=" + apiKey))
                        .willReturn(okJson("{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\"}")));
    }

    private static Map<Service, WireMockServer> started() {
        Map<Service, WireMockServer> servers = new EnumMap<>(Service.class);
        for (Service service : Service.values()) {
            WireMockServer server =
                    new WireMockServer(wireMockConfig().bindAddress("127.0.0.1").dynamicPort());
            server.start();
            String name = "{\"service\":\"" + service.title() + "\"}";
            server.stubFor(any(anyUrl()).atPriority(10).willReturn(okJson(name)));
            server.stubFor(get("/readyz").willReturn(okJson(READY)));
            servers.put(service, server);
        }
        identity(servers.get(Service.IDENTITY));
        return servers;
    }

    private static void identity(WireMockServer server) {
        server.stubFor(get("/oauth2/jwks").willReturn(okJson(ISSUER.keySet())));
        server.stubFor(
                post("/oauth2/token").atPriority(9).willReturn(status(400).withBody("{\"error\":\"invalid_grant\"}")));
    }
}
