package io.fermata.registry.lifecycle;

/** What an owner may ask of an agent's status. */
public enum LifecycleMove {
    ACTIVATE("activate"),
    PAUSE("pause"),
    DEPRECATE("deprecate");

    private final String verb;

    LifecycleMove(String verb) {
        this.verb = verb;
    }

    public String verb() {
        return verb;
    }
}
