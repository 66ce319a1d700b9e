package io.fermata.gateway.limits;

import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;

/**
 * What one caller may ask of the paths that match a pattern, besides all that it may ask.
 *
 * @param methods to which the allowance applies; none means all
 */
public record RouteAllowance(PathPattern pattern, Set<HttpMethod> methods, Allowance allowance) {
    boolean appliesTo(ServerHttpRequest request) {
        return (methods.isEmpty() || methods.contains(request.getMethod()))
                && pattern.matches(request.getPath().pathWithinApplication());
    }

    /** The caller on this route: other callers, and the same caller elsewhere, are counted apart. */
    Charge charge(String caller) {
        return new Charge(allowance, caller + " " + methods + " " + pattern.getPatternString());
    }
}
