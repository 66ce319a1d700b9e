package io.fermata.identity.tenant;

import io.fermata.starter.tenancy.TenantId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "tenants")
class TenantRow {
    @Id
    private String id;

    @org.hibernate.annotations.TenantId
    @Column(name = "tenant_id")
    private @Nullable String tenantId;

    private String name;
    private String status;

    @Column(name = "sensitive_payloads")
    private boolean sensitivePayloads;

    @Column(name = "stream_redaction")
    private String[] streamRedaction;

    @Column(name = "prevent_self_approval")
    private boolean preventSelfApproval;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "purge_after")
    private @Nullable Instant purgeAfter;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected TenantRow() {}

    TenantRow(TenantId id, String name, TenantChoices choices, Instant createdAt) {
        this.id = id.value();
        this.name = name;
        this.sensitivePayloads = choices.sensitivePayloads();
        this.streamRedaction = choices.streamRedaction().toArray(String[]::new);
        this.preventSelfApproval = choices.preventSelfApproval();
        this.status = TenantStatus.ACTIVE.value();
        this.createdAt = createdAt;
    }

    void rename(String newName) {
        this.name = newName;
    }

    void choose(TenantChoices choices) {
        this.sensitivePayloads = choices.sensitivePayloads();
        this.streamRedaction = choices.streamRedaction().toArray(String[]::new);
        this.preventSelfApproval = choices.preventSelfApproval();
    }

    void become(TenantStatus newStatus) {
        this.status = newStatus.value();
        this.purgeAfter = null;
    }

    void deleteAfter(Instant moment) {
        this.status = TenantStatus.DELETING.value();
        this.purgeAfter = moment;
    }

    Tenant tenant() {
        TenantStatus known = TenantStatus.find(status).orElseThrow();
        return new Tenant(
                new TenantId(id),
                name,
                known,
                new TenantChoices(sensitivePayloads, List.of(streamRedaction), preventSelfApproval),
                createdAt,
                purgeAfter,
                version == null ? 0 : version);
    }
}
