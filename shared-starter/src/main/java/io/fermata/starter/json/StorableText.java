package io.fermata.starter.json;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonPointer;
import tools.jackson.core.JsonToken;
import tools.jackson.core.SerializableString;
import tools.jackson.core.TokenStreamContext;
import tools.jackson.core.sym.PropertyNameMatcher;
import tools.jackson.core.util.JsonParserDelegate;

/**
 * Lets in the text that can be kept. Postgres refuses {@code U+0000} long after it was accepted, and half a surrogate
 * pair comes back as a question mark.
 */
final class StorableText extends JsonParserDelegate {
    StorableText(JsonParser parser) {
        super(parser);
    }

    @Override
    public @Nullable JsonToken nextToken() {
        return checked(super.nextToken());
    }

    @Override
    public @Nullable JsonToken nextValue() {
        JsonToken token = nextToken();
        return token == JsonToken.PROPERTY_NAME ? nextToken() : token;
    }

    @Override
    public @Nullable String nextName() {
        return nextToken() == JsonToken.PROPERTY_NAME ? currentName() : null;
    }

    @Override
    public boolean nextName(SerializableString name) {
        return name.getValue().equals(nextName());
    }

    @Override
    public int nextNameMatch(PropertyNameMatcher matcher) {
        int match = super.nextNameMatch(matcher);
        checked(currentToken());
        return match;
    }

    private @Nullable JsonToken checked(@Nullable JsonToken token) {
        if (token == JsonToken.VALUE_STRING) {
            check(getString(), "must not contain ", streamReadContext().pathAsPointer());
        } else if (token == JsonToken.PROPERTY_NAME) {
            check(currentName(), "must not have a property whose name contains ", objectOf(streamReadContext()));
        }
        return token;
    }

    private void check(String text, String complaint, JsonPointer place) {
        String fault = fault(text);
        if (fault != null) {
            throw new UnstorableTextException(this, place, complaint + fault);
        }
    }

    private static @Nullable String fault(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0) {
                return "U+0000";
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    return "half of a surrogate pair";
                }
                i++;
            }
        }
        return null;
    }

    private static JsonPointer objectOf(TokenStreamContext property) {
        TokenStreamContext parent = property.getParent();
        return parent == null ? JsonPointer.empty() : parent.pathAsPointer();
    }
}
