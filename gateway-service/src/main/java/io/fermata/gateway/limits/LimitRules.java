package io.fermata.gateway.limits;

import io.fermata.gateway.authentication.Access;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;

/**
 * Which limits a request is charged to, the narrowest first: who is over one takes nothing from those he shares with
 * others.
 *
 * @param address what one address may send without a credential; reading public pages is free
 * @param routes the first that applies counts
 */
public record LimitRules(
        Allowance tenant, Allowance caller, Allowance address, List<RouteAllowance> routes, Quotas quotas) {

    List<Charge> charges(ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return Access.of(exchange)
                .map(access -> charges(request, access))
                .orElseGet(
                        () -> isReading(request) ? List.of() : List.of(new Charge(address, ClientAddress.of(request))));
    }

    private List<Charge> charges(ServerHttpRequest request, Access access) {
        String principal = access.tenant() + " " + access.subject();
        List<Charge> charges = new ArrayList<>();
        routes.stream()
                .filter(route -> route.appliesTo(request))
                .findFirst()
                .ifPresent(route -> charges.add(route.charge(principal)));
        charges.add(new Charge(caller, principal));
        charges.add(new Charge(tenant, access.tenant()));
        charges.addAll(quotas.charges(access));
        return charges;
    }

    private static boolean isReading(ServerHttpRequest request) {
        return switch (request.getMethod().name()) {
            case "GET", "HEAD", "OPTIONS" -> true;
            default -> false;
        };
    }
}
