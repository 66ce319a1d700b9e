package io.fermata.redaction;

import com.google.re2j.Pattern;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Puts marks in the place of everything its rules find. */
public final class Redactor {
    private final List<Rule> rules;

    private Redactor(List<Rule> rules) {
        this.rules = rules;
    }

    public static Redactor of(Collection<Detector> detectors) {
        return of(detectors, Map.of());
    }

    /**
     * Looks for what an operator names, too.
     *
     * @param patterns RE2 patterns by the name that is put in the place of what they find
     */
    public static Redactor of(Collection<Detector> detectors, Map<String, String> patterns) {
        // In the order of their declaration, the more certain first: a card's digits might pass for a telephone's.
        Stream<Rule> builtIn = detectors.stream().distinct().sorted().map(Detector::rule);
        Stream<Rule> own = patterns.entrySet().stream()
                .map(entry ->
                        new Rule("[" + entry.getKey() + "]", Pattern.compile(entry.getValue()), _ -> true, _ -> true));
        return new Redactor(Stream.concat(own, builtIn).toList());
    }

    /** For a text that comes in pieces. */
    public static RedactedStream stream(Collection<Detector> detectors) {
        return new RedactedStream(of(detectors));
    }

    public String text(String text) {
        String clean = text;
        for (Rule rule : rules) {
            clean = rule.apply(clean);
        }
        return clean;
    }
}
