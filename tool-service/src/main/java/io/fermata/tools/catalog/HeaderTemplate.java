package io.fermata.tools.catalog;

import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A header value in which {@code ${secrets.NAME}} stands for a secret. There is no other substitution. */
public record HeaderTemplate(String text) {
    private static final Pattern SECRET = Pattern.compile("\\$\\{secrets\\.([A-Za-z_][A-Za-z0-9_]{0,63})}");
    private static final Pattern PLAIN = Pattern.compile("[\\t\\x20-\\x7e]{0,4096}");

    public HeaderTemplate {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("must be visible ASCII without line breaks, at most 4096 characters");
        }
        if (SECRET.matcher(text).replaceAll("").contains("${")) {
            throw new IllegalArgumentException("only ${secrets.NAME} may be substituted");
        }
    }

    public Set<String> secrets() {
        return SECRET.matcher(text).results().map(match -> match.group(1)).collect(Collectors.toUnmodifiableSet());
    }

    public String expand(Function<String, String> secrets) {
        return SECRET.matcher(text).replaceAll(match -> Matcher.quoteReplacement(secrets.apply(match.group(1))));
    }
}
