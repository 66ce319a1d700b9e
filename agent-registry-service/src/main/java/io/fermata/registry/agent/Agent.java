package io.fermata.registry.agent;

import io.fermata.registry.config.AgentConfig;
import io.fermata.registry.lifecycle.AgentStatus;
import io.fermata.registry.lifecycle.Stage;
import io.fermata.registry.profile.AgentProfile;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An agent as it stands, with the configuration of its newest version.
 *
 * @param version of the configuration, from 1 on
 * @param revision of the whole agent: grows with every change of anything, and is what an ETag stands for
 */
public record Agent(
        AgentId id,
        AgentProfile profile,
        AgentStatus status,
        Stage stage,
        int version,
        AgentConfig config,
        Origin origin,
        Instant updatedAt,
        boolean deleted,
        long revision) {

    /** Who made it, and when. */
    public record Origin(String createdBy, Instant createdAt) {}

    static Agent created(AgentId id, AgentProfile profile, AgentStatus status, AgentConfig config, Origin origin) {
        return new Agent(id, profile, status, Stage.DRAFT, 1, config, origin, origin.createdAt(), false, 0);
    }

    public Agent described(AgentProfile changed) {
        return new Agent(id, changed, status, stage, version, config, origin, updatedAt, deleted, revision);
    }

    /** The same configuration again is no new version. */
    public Agent configured(AgentConfig changed) {
        return changed.equals(config) ? this : newVersion(changed);
    }

    /** A new version even when nothing differs: to return to a version is an event of its own. */
    public Agent newVersion(AgentConfig changed) {
        return new Agent(id, profile, status, stage, version + 1, changed, origin, updatedAt, deleted, revision);
    }

    public Agent moved(AgentStatus changed) {
        return new Agent(id, profile, changed, stage, version, config, origin, updatedAt, deleted, revision);
    }

    public Agent promoted(Stage changed) {
        return new Agent(id, profile, status, changed, version, config, origin, updatedAt, deleted, revision);
    }

    Agent retired() {
        return new Agent(id, profile, status, stage, version, config, origin, updatedAt, true, revision);
    }

    /** Changed now, and later than before whatever the clock says: others tell two changes' order by their times. */
    Agent at(Instant now) {
        Instant next = updatedAt.plus(1, ChronoUnit.MICROS);
        Instant changedAt = now.isBefore(next) ? next : now;
        return new Agent(id, profile, status, stage, version, config, origin, changedAt, deleted, revision);
    }
}
