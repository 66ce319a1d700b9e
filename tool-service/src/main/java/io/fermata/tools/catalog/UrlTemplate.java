package io.fermata.tools.catalog;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A URL with {@code {variables}} behind its host. Scheme, host and port are fixed by whoever registered the tool: an
 * argument chosen by a model cannot move the call, and its credentials, elsewhere.
 */
public record UrlTemplate(String text) {
    private static final int LONGEST = 2048;
    private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_.-]+)}");
    /** Some servers cut off what stands behind a semicolon before they look for dots. */
    private static final Pattern DOTS = Pattern.compile("(?i)(\\.|%2e){1,2}(;.*)?");

    private static final Pattern ORIGIN = Pattern.compile("(?i)https?://[^/?#{}]+([/?#].*)?");

    public UrlTemplate {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException("must not be longer than " + LONGEST + " characters");
        }
        if (!ORIGIN.matcher(text).matches()) {
            throw new IllegalArgumentException("must be an http or https URL with {variables} only after the host");
        }
        requireUrl(VARIABLE.matcher(text).replaceAll("x"));
    }

    public Set<String> variables() {
        return VARIABLE.matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Each value is percent-encoded whole, so it stays the one segment or query value it was meant to be. */
    public String expand(Function<String, String> values) {
        return expand(text, values);
    }

    private static String expand(String template, Function<String, String> values) {
        return VARIABLE.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(encode(values.apply(match.group(1)))));
    }

    /**
     * A variable of a path segment that would become a dot segment, if there is one: servers resolve those, and climb out
     * of the path the tool was registered for.
     */
    public Optional<String> climbing(Function<String, String> values) {
        String path = text.split("[?#]", 2)[0];
        for (String segment : path.split("/", -1)) {
            Matcher variable = VARIABLE.matcher(segment);
            if (variable.find() && DOTS.matcher(expand(segment, values)).matches()) {
                return Optional.of(variable.group(1));
            }
        }
        return Optional.empty();
    }

    /** Host, and port when it is written, in lower case: what secrets are bound to. */
    public String host() {
        return hostOf(URI.create(VARIABLE.matcher(text).replaceAll("x")));
    }

    static String hostOf(URI uri) {
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        return uri.getPort() < 0 ? host : host + ":" + uri.getPort();
    }

    public static String encode(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    private static void requireUrl(String example) {
        try {
            URI uri = new URI(example).parseServerAuthority();
            if (uri.getHost() == null || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("must name a host and carry neither credentials nor a fragment");
            }
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("is not a URL", e);
        }
    }
}
