package io.fermata.registry.agent;

import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import org.hibernate.annotations.Immutable;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A row of {@code agent_versions}: written once. */
@Entity
@Immutable
@Table(name = "agent_versions")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class AgentVersionRow {
    @Embeddable
    record Key(String agentId, int number) implements Serializable {}

    @EmbeddedId
    Key key;

    @TenantId
    String tenantId;

    @Nullable
    String label;

    @Nullable
    Integer restoredFrom;

    String config;
    String createdBy;
    Instant createdAt;

    protected AgentVersionRow() {}

    AgentVersionRow(Key key) {
        this.key = key;
    }
}
