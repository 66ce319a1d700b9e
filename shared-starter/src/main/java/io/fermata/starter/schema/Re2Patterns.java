package io.fermata.starter.schema;

import com.google.re2j.Pattern;
import com.networknt.schema.regex.RegularExpression;

/** Patterns written by tenants run in linear time. */
final class Re2Patterns {
    private Re2Patterns() {}

    static RegularExpression compile(String expression) {
        Pattern pattern = Pattern.compile(expression);
        return value -> pattern.matcher(value).find();
    }
}
