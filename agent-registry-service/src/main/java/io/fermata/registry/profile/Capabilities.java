package io.fermata.registry.profile;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The kinds of operation an agent may do at all; tools name theirs as a category.
 *
 * @param notifies {@code notify} outside of Java, where a record cannot have a component of that name
 */
public record Capabilities(
        boolean read, boolean write, @JsonProperty("notify") boolean notifies, boolean execute) {
    public static final Capabilities DEFAULT = new Capabilities(true, false, false, false);
}
