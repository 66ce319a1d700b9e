package io.fermata.testkit.script;

import io.fermata.testkit.chat.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Collects the conditions of a rule; all of them must hold. */
public final class MatchBuilder {
    private final List<Condition> conditions = new ArrayList<>();

    MatchBuilder() {}

    /** The model's name, exactly. */
    public MatchBuilder model(String name) {
        return and(Condition.model(TextMatch.exactly(name)));
    }

    /** The last message of the user contains this, whatever the case. */
    public MatchBuilder user(String part) {
        return and(Condition.user(TextMatch.contains(part)));
    }

    /** The last message of the user; named groups become captures. */
    public MatchBuilder userMatches(String regex) {
        return and(Condition.user(TextMatch.regex(regex)));
    }

    public MatchBuilder system(String part) {
        return and(Condition.system(TextMatch.contains(part)));
    }

    public MatchBuilder lastRole(Role role) {
        return and(Condition.lastRole(role));
    }

    public MatchBuilder toolResult(String part) {
        return and(Condition.toolResult(TextMatch.contains(part)));
    }

    public MatchBuilder toolResultMatches(String regex) {
        return and(Condition.toolResult(TextMatch.regex(regex)));
    }

    public MatchBuilder toolAnswered(String tool) {
        return and(Condition.toolAnswered(tool));
    }

    public MatchBuilder hasTool(String tool) {
        return and(Condition.hasTool(tool));
    }

    /** The n-th answer of the conversation, from 1. */
    public MatchBuilder call(int number) {
        return and(Condition.call(number));
    }

    /** The n-th answer since the user last spoke, from 1. */
    public MatchBuilder round(int number) {
        return and(Condition.round(number));
    }

    public MatchBuilder header(String name, String part) {
        return and(Condition.header(name.toLowerCase(Locale.ROOT), TextMatch.contains(part)));
    }

    public MatchBuilder and(Condition condition) {
        conditions.add(condition);
        return this;
    }

    List<Condition> conditions() {
        return conditions;
    }
}
