package io.fermata.tools.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.tenancy.TenantTableHygiene;
import io.fermata.tools.harness.ToolServiceIntegration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ToolServiceIntegration
class TenantWallsIT {
    @Autowired
    private DataSource database;

    @Test
    void rowLevelSecurityHoldsOnEveryTable() {
        assertThat(new TenantTableHygiene(database).violations()).isEmpty();
    }
}
