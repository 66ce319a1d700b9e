package io.fermata.testkit.script;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** A test of one text. A regex captures its named groups for the reply. */
public sealed interface TextMatch {
    Pattern GROUP = Pattern.compile("\\(\\?<([A-Za-z]\\w*)>");

    boolean matches(String text, Captures captures);

    /** Contains these words, whatever their case. */
    static TextMatch contains(String part) {
        return new Contains(part.toLowerCase(Locale.ROOT));
    }

    static TextMatch exactly(String text) {
        return new Exactly(text);
    }

    /**
     * Finds this regex somewhere in the text; start it with {@code (?i)} to ignore case. Unlike Java's, the names of
     * its groups may hold underscores.
     *
     * @throws java.util.regex.PatternSyntaxException when it is none
     */
    static TextMatch regex(String regex) {
        var names = new HashMap<String, String>();
        var javaRegex = GROUP.matcher(regex).replaceAll(group -> {
            names.put("g" + names.size(), group.group(1));
            return "(?<g" + (names.size() - 1) + ">";
        });
        return new Regex(Pattern.compile(javaRegex, Pattern.DOTALL), Map.copyOf(names));
    }

    /** See {@link #contains}. */
    record Contains(String lowerCasePart) implements TextMatch {
        @Override
        public boolean matches(String text, Captures captures) {
            return text.toLowerCase(Locale.ROOT).contains(lowerCasePart);
        }
    }

    /** See {@link #exactly}. */
    record Exactly(String wanted) implements TextMatch {
        @Override
        public boolean matches(String text, Captures captures) {
            return text.equals(wanted);
        }
    }

    /** See {@link #regex}; the groups of the pattern are numbered, the names are the author's. */
    record Regex(Pattern pattern, Map<String, String> names) implements TextMatch {
        @Override
        public boolean matches(String text, Captures captures) {
            var matcher = pattern.matcher(text);
            if (!matcher.find()) {
                return false;
            }
            names.forEach((group, name) -> captures.put(name, matcher.group(group)));
            return true;
        }
    }
}
