package io.fermata.identity.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** Where somebody goes on after signing in: a page of ours that asked for it, and nowhere else. */
public record Continuation(String path) {
    private static final String START = "/login/done";
    private static final List<String> PAGES = List.of("/oauth2/authorize?", "/device", "/oauth2/consent?");

    /** Anything that is not one of our own pages is forgotten: no way leads from here to a stranger's. */
    public static Continuation of(@Nullable String wanted) {
        return new Continuation(wanted != null && isOurs(wanted) ? wanted : START);
    }

    private static boolean isOurs(String wanted) {
        return PAGES.stream().anyMatch(wanted::startsWith)
                && wanted.chars().allMatch(c -> c > ' ' && c < 127 && c != '\\');
    }

    /** Relative, because what this service is called outside is not what it is called here. */
    public static String signInFirst(HttpServletRequest request) {
        String query = request.getQueryString();
        String asked = request.getRequestURI() + (query == null ? "" : "?" + query);
        return "/login?continue=" + UriUtils.encode(asked, StandardCharsets.UTF_8);
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(UriComponentsBuilder.fromUriString(path)
                        .build()
                        .getQueryParams()
                        .getFirst(name))
                .map(value -> UriUtils.decode(value, StandardCharsets.UTF_8));
    }
}
