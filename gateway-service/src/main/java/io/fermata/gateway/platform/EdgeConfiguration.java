package io.fermata.gateway.platform;

import com.github.f4b6a3.uuid.UuidCreator;
import io.fermata.gateway.browser.CrossOriginFilter;
import io.fermata.gateway.browser.SecurityHeadersFilter;
import io.fermata.gateway.documentation.ServiceDocuments;
import io.fermata.gateway.health.ServiceProbe;
import io.fermata.gateway.problem.ProblemExceptionHandler;
import io.fermata.gateway.problem.ProblemWriter;
import io.fermata.gateway.protocol.StrictProtocol;
import io.fermata.gateway.routing.AnswerHeaders;
import io.fermata.gateway.routing.ForwardedRequestHeaders;
import io.fermata.gateway.routing.Routes;
import io.fermata.gateway.routing.ServiceAddresses;
import io.fermata.gateway.routing.ServiceCircuits;
import io.fermata.gateway.tracing.RequestIdentityFilter;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

/** Puts the edge together. */
@Configuration(proxyBeanMethods = false)
class EdgeConfiguration {
    private static final Duration IDLE = Duration.ofSeconds(15);
    private static final int SERVICE_CONNECTIONS = 200;
    private static final int DOCUMENT_BYTES = 4 * 1024 * 1024;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Gives up idle connections before the services hang up on them, as the routes do. */
    @Bean(destroyMethod = "dispose")
    ConnectionProvider serviceConnections() {
        return ConnectionProvider.builder("services")
                .maxConnections(SERVICE_CONNECTIONS)
                .maxIdleTime(IDLE)
                .evictInBackground(IDLE)
                .build();
    }

    @Bean
    WebClient serviceClient(ConnectionProvider serviceConnections) {
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(HttpClient.create(serviceConnections)))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(DOCUMENT_BYTES))
                .build();
    }

    @Bean
    RequestIdentityFilter requestIdentityFilter() {
        return new RequestIdentityFilter(
                () -> UuidCreator.getTimeOrderedEpoch().toString().replace("-", ""));
    }

    /** After Spring Boot's own customizer, whose limits it takes over. */
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> strictProtocol(GatewayProperties properties) {
        StrictProtocol strict = new StrictProtocol(properties.limits().headerCount());
        return factory -> factory.addServerCustomizers(strict::apply);
    }

    @Bean
    SecurityHeadersFilter securityHeadersFilter(GatewayProperties properties) {
        return new SecurityHeadersFilter(properties.httpsOnly());
    }

    @Bean
    CrossOriginFilter crossOriginFilter(GatewayProperties properties) {
        return new CrossOriginFilter(properties.cors().allowedOrigins());
    }

    @Bean
    ProblemWriter problemWriter(JsonMapper json) {
        return new ProblemWriter(json);
    }

    @Bean
    ProblemExceptionHandler problemExceptionHandler(ProblemWriter problems) {
        return new ProblemExceptionHandler(problems);
    }

    @Bean
    ServiceAddresses serviceAddresses(GatewayProperties properties) {
        return properties.services();
    }

    @Bean
    ServiceCircuits serviceCircuits(GatewayProperties properties) {
        return new ServiceCircuits(properties.circuit());
    }

    @Bean
    MeterBinder circuitMetrics(ServiceCircuits circuits) {
        return TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(circuits.registry());
    }

    @Bean
    RouteLocator routes(
            RouteLocatorBuilder builder,
            ServiceAddresses addresses,
            ServiceCircuits circuits,
            GatewayProperties properties) {
        GatewayProperties.Timeouts timeouts = properties.timeouts();
        return new Routes(builder, addresses, circuits, timeouts.answer(), timeouts.invocation()).locator();
    }

    @Bean
    ForwardedRequestHeaders forwardedRequestHeaders() {
        return new ForwardedRequestHeaders();
    }

    @Bean
    AnswerHeaders answerHeaders() {
        return new AnswerHeaders();
    }

    @Bean
    ServiceProbe serviceProbe(WebClient http, ServiceAddresses addresses, GatewayProperties properties) {
        return new ServiceProbe(http, addresses, properties.timeouts().probe());
    }

    @Bean
    ServiceDocuments serviceDocuments(WebClient http, ServiceAddresses addresses, GatewayProperties properties) {
        return new ServiceDocuments(http, addresses, properties.timeouts().document());
    }
}
