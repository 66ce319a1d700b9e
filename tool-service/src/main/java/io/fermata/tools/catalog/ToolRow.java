package io.fermata.tools.catalog;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

/** The newest version of a tool. The row outlives its deletion, so that a name used again goes on counting versions. */
@Entity
@Table(name = "tools")
class ToolRow {
    @Id
    private String id = "";

    @TenantId
    @Column(name = "tenant_id", updatable = false)
    private @Nullable String tenantId;

    @Column(updatable = false)
    private String name = "";

    private int version;

    @SuppressWarnings("UnusedVariable") // read by queries
    private String category = "";

    @SuppressWarnings("UnusedVariable") // read by queries
    private String description = "";

    private String definition = "";
    private boolean deleted;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    /** Decides races between writers, and null tells Spring Data that the row is new. The contract's version is its own. */
    @Version
    @Column(name = "row_version")
    private @Nullable Integer rowVersion;

    /** For Hibernate. */
    protected ToolRow() {}

    ToolRow(String id, String name, Instant createdAt) {
        this.id = id;
        this.name = name;
        this.createdAt = createdAt;
    }

    void become(ToolDefinition tool, String definition) {
        this.version = tool.version();
        this.category = Words.of(tool.category());
        this.description = tool.description();
        this.definition = definition;
        this.deleted = false;
        this.updatedAt = tool.changedAt();
    }

    void delete(Instant now) {
        this.version = version + 1;
        this.deleted = true;
        this.updatedAt = now;
    }

    String id() {
        return id;
    }

    int version() {
        return version;
    }

    String definition() {
        return definition;
    }

    /** Not so before its first version, and after its deletion. */
    boolean live() {
        return version > 0 && !deleted;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant updatedAt() {
        return updatedAt;
    }
}
