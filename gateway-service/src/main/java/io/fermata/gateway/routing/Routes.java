package io.fermata.gateway.routing;

import static org.springframework.cloud.gateway.support.RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR;

import java.time.Duration;
import java.util.function.UnaryOperator;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.GatewayFilterSpec;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.http.HttpMethod;

/**
 * Which service answers which path. The first match counts, so streams stand before the paths they are part of, and the
 * executor's paths under an agent before the agent's own. What is not listed here does not exist outside.
 */
public final class Routes {
    private static final long UNLIMITED = -1;

    private final ServiceAddresses addresses;
    private final ServiceCircuits circuits;
    private final long answerMillis;
    private final long invocationMillis;
    private final RouteLocatorBuilder.Builder routes;

    public Routes(
            RouteLocatorBuilder builder,
            ServiceAddresses addresses,
            ServiceCircuits circuits,
            Duration answer,
            Duration invocation) {
        this.addresses = addresses;
        this.circuits = circuits;
        this.answerMillis = answer.toMillis();
        this.invocationMillis = invocation.toMillis();
        this.routes = builder.routes();
    }

    public RouteLocator locator() {
        stream(Service.EXECUTOR, "run-events", "/api/v1/runs/*/events", "/api/v1/agents/ws/*");
        stream(Service.EXECUTOR, "execution-events", Routes::executionsAreRuns, "/api/v1/executions/*/events");
        stream(Service.APPROVALS, "approval-events", "/api/v1/approvals/events");
        trigger();
        route(Service.EXECUTOR, "executions", Routes::executionsAreRuns, "/api/v1/executions/**");
        route(Service.EXECUTOR, "runs", "/api/v1/runs/**", "/api/v1/agents/*/run", "/api/v1/agents/*/runs/**");
        route(Service.EXECUTOR, "sessions", "/api/v1/sessions/**");
        route(Service.EXECUTOR, "provider-keys", "/api/v1/provider-keys/**");
        route(Service.REGISTRY, "agents", "/api/v1/agents/**", "/api/v1/agent-templates/**");
        add(Service.TOOLS, "invocations", UnaryOperator.identity(), invocationMillis, "/api/v1/tools/*/invoke");
        route(Service.TOOLS, "tools", "/api/v1/tools/**", "/api/v1/tool-executions/**", "/api/v1/secrets/**");
        route(Service.APPROVALS, "approvals", "/api/v1/approvals/**");
        route(Service.POLICIES, "audit-events", "/api/v1/audit-events/**");
        route(Service.METERING, "usage", "/api/v1/usage/**");
        route(Service.IDENTITY, "tenants", "/api/v1/tenants/**", "/api/v1/users/**", "/api/v1/me/**");
        route(Service.IDENTITY, "roles", "/api/v1/roles/**", "/api/v1/service-accounts/**");
        route(Service.IDENTITY, "keys", "/api/v1/api-keys/**", "/api/v1/signing-keys/**");
        route(Service.IDENTITY, "sign-in-settings", "/api/v1/oauth-clients/**", "/api/v1/identity-providers/**");
        signIn();
        route(Service.IDENTITY, "oauth", "/oauth2/**", "/.well-known/**");
        return routes.build();
    }

    /** Pages for people: the only answers that are no API, and the only requests with a cookie that means something. */
    private void signIn() {
        routes.route(
                SignInPages.ROUTE,
                any -> any.path(SignInPages.PATHS)
                        .filters(spec -> spec.filter(circuits.guard(Service.IDENTITY)))
                        .metadata(RESPONSE_TIMEOUT_ATTR, answerMillis)
                        .uri(addresses.of(Service.IDENTITY)));
    }

    /** Another name of "start a run": only its POST, so that no run can be read under the id "trigger". */
    private void trigger() {
        routes.route(
                "execution-trigger",
                any -> any.path("/api/v1/executions/trigger")
                        .and()
                        .method(HttpMethod.POST)
                        .filters(spec -> spec.setPath("/api/v1/runs").filter(circuits.guard(Service.EXECUTOR)))
                        .metadata(RESPONSE_TIMEOUT_ATTR, answerMillis)
                        .uri(addresses.of(Service.EXECUTOR)));
    }

    private void route(Service service, String id, String... paths) {
        add(service, id, UnaryOperator.identity(), answerMillis, paths);
    }

    private void route(Service service, String id, UnaryOperator<GatewayFilterSpec> rewrite, String... paths) {
        add(service, id, rewrite, answerMillis, paths);
    }

    private void stream(Service service, String id, String... paths) {
        add(service, id, UnaryOperator.identity(), UNLIMITED, paths);
    }

    private void stream(Service service, String id, UnaryOperator<GatewayFilterSpec> rewrite, String... paths) {
        add(service, id, rewrite, UNLIMITED, paths);
    }

    private void add(
            Service service, String id, UnaryOperator<GatewayFilterSpec> rewrite, long millis, String... paths) {
        routes.route(
                id,
                any -> any.path(paths)
                        .filters(spec -> rewrite.apply(spec).filter(circuits.guard(service)))
                        .metadata(RESPONSE_TIMEOUT_ATTR, millis)
                        .uri(addresses.of(service)));
    }

    private static GatewayFilterSpec executionsAreRuns(GatewayFilterSpec spec) {
        return spec.rewritePath("^/api/v1/executions(?<rest>/.*)?$", "/api/v1/runs${rest}");
    }
}
