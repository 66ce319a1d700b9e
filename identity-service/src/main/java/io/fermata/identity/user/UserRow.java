package io.fermata.identity.user;

import io.fermata.identity.permission.Role;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import org.hibernate.annotations.TenantId;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "users")
class UserRow {
    @Id
    private String id;

    @TenantId
    @Column(name = "tenant_id")
    private @Nullable String tenantId;

    private String email;
    private String name;
    private String[] roles;
    private boolean disabled;

    @Column(name = "created_at")
    private Instant createdAt;

    @Version
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // filled by Hibernate
    protected UserRow() {}

    UserRow(String id, String email, String name, List<Role> roles, Instant createdAt) {
        this.id = id;
        this.email = email;
        this.name = name;
        this.roles = slugs(roles);
        this.createdAt = createdAt;
    }

    void rename(String newName) {
        this.name = newName;
    }

    void assign(List<Role> newRoles) {
        this.roles = slugs(newRoles);
    }

    void disable(boolean nowDisabled) {
        this.disabled = nowDisabled;
    }

    User user(Function<List<String>, List<Role>> known) {
        List<Role> assigned = known.apply(List.of(roles));
        return new User(id, email, name, assigned, disabled, createdAt, version == null ? 0 : version);
    }

    private static String[] slugs(List<Role> roles) {
        return roles.stream().map(Role::slug).distinct().toArray(String[]::new);
    }
}
