package io.fermata.gateway.routing;

import static org.springframework.cloud.gateway.support.ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.http.HttpCookie;
import org.springframework.web.server.ServerWebExchange;

/** identity-service's pages. They have a session cookie and a content policy of their own, which the edge leaves alone. */
public final class SignInPages {
    static final String ROUTE = "sign-in";
    static final String[] PATHS = {
        "/login/**",
        "/logout",
        "/device",
        "/invitation",
        "/federation/**",
        "/oauth2/authorize",
        "/oauth2/consent",
        "/oauth2/logout"
    };

    private static final Pattern OURS = Pattern.compile("(__Host-)?fermata(-[a-z]+)?");

    private SignInPages() {}

    /** Where anybody may go: it is where people go who have no token yet. */
    public static List<String> paths() {
        return List.of(PATHS);
    }

    static boolean asked(ServerWebExchange exchange) {
        return exchange.getAttribute(GATEWAY_ROUTE_ATTR) instanceof Route route
                && route.getId().equals(ROUTE);
    }

    /** The cookies these pages have set, and none that something else on this host has. */
    static List<String> cookies(ServerWebExchange exchange) {
        return exchange.getRequest().getCookies().values().stream()
                .flatMap(List::stream)
                .filter(cookie -> OURS.matcher(cookie.getName()).matches())
                .map(HttpCookie::toString)
                .toList();
    }
}
