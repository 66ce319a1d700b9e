package io.fermata.identity.tenant;

import org.springframework.data.jpa.repository.JpaRepository;

interface TenantRows extends JpaRepository<TenantRow, String> {}
