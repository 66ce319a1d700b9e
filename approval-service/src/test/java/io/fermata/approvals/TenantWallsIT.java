package io.fermata.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.tenancy.TenantTableHygiene;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@WholeServiceTest
class TenantWallsIT {
    @Autowired
    private DataSource dataSource;

    @Test
    void everyTenantTableIsProtected() {
        assertThat(new TenantTableHygiene(dataSource).violations()).isEmpty();
    }
}
