package io.fermata.registry.profile;

import io.fermata.registry.rules.Violations;
import java.util.List;
import java.util.regex.Pattern;

/** What a profile must keep to. */
public final class ProfileRules {
    public static final List<String> AGENT_TYPES = List.of("chat", "task", "voice");
    public static final List<String> TRIGGER_TYPES = List.of("manual", "webhook", "cron", "event");

    static final int LONGEST_NAME = 120;
    static final int LONGEST_DESCRIPTION = 4_000;
    static final int MOST_TAGS = 20;
    static final int MOST_NAMES = 100;

    private static final int LONGEST_EMAIL = 254;
    private static final Pattern EMAIL = Pattern.compile("[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)*");
    private static final Pattern TAG = Pattern.compile("[^\\s,][^,\\p{Cntrl}]{0,49}");
    private static final Pattern NAME = Pattern.compile("[^\\s][^\\p{Cntrl}]{0,199}");

    private ProfileRules() {}

    public static void check(AgentProfile profile, Violations violations) {
        violations.requiredText("/name", profile.name(), LONGEST_NAME);
        violations.text("/description", profile.description(), LONGEST_DESCRIPTION);
        violations.oneOf("/agent_type", profile.agentType(), AGENT_TYPES);
        violations.oneOf("/trigger_type", profile.triggerType(), TRIGGER_TYPES);
        violations.items("/tags", profile.tags(), MOST_TAGS, TAG);
        violations.items("/data_scope/datasets", profile.dataScope().datasets(), MOST_NAMES, NAME);
        violations.items("/data_scope/apis", profile.dataScope().apis(), MOST_NAMES, NAME);
        violations.items("/data_scope/services", profile.dataScope().services(), MOST_NAMES, NAME);
        owner(profile, violations);
    }

    private static void owner(AgentProfile profile, Violations violations) {
        String email = profile.ownerEmail();
        if (email != null) {
            // Length first: the form is checked by backtracking.
            boolean fine =
                    email.length() <= LONGEST_EMAIL && EMAIL.matcher(email).matches();
            violations.unless(fine, "/owner_email", "must be an e-mail address");
        }
    }
}
