package io.fermata.registry.agent;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** A row of {@code agents}. Hibernate fills tenant and revision; {@link AgentRowMapping} fills and reads the rest. */
@Entity
@Table(name = "agents")
@SuppressWarnings("NullAway.Init") // Hibernate sets the fields.
class AgentRow {
    @Id
    String id;

    @TenantId
    String tenantId;

    @Version
    long revision;

    String name;

    @Nullable
    String description;

    String agentType;

    @Nullable
    String ownerEmail;

    String[] tags;
    String capabilities;
    String dataScope;
    String allowedDestinations;
    String triggerType;
    String status;
    String stage;
    int version;
    String config;
    String createdBy;
    Instant createdAt;
    Instant updatedAt;
    boolean deleted;

    protected AgentRow() {}

    AgentRow(String id) {
        this.id = id;
    }
}
