package io.fermata.tools.egress;

import java.util.regex.Pattern;

/** One request header that cannot smuggle a second one: no control characters, in particular no CR and LF. */
public record HeaderField(String name, String value) {
    private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}");
    private static final Pattern VISIBLE = Pattern.compile("[\\t\\x20-\\x7e]{0,8192}");

    public HeaderField {
        if (!TOKEN.matcher(name).matches()) {
            throw new IllegalArgumentException("not a header name");
        }
        if (!VISIBLE.matcher(value).matches()) {
            throw new IllegalArgumentException("a header value must be visible ASCII without line breaks");
        }
    }

    /** Values may hold credentials. */
    @Override
    public String toString() {
        return name + ": …";
    }
}
