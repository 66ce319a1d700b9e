package io.fermata.policies.support;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.springframework.core.env.Environment;

/** Somebody who has got hold of the password of the tables' owner, which the service does not work with. */
public final class Intruder {
    private final Environment environment;

    public Intruder(Environment environment) {
        this.environment = environment;
    }

    /** Changes rows of the tenant and returns how many. */
    public int change(String tenant, String sql, Object... parameters) throws SQLException {
        try (Connection connection = DriverManager.getConnection(
                environment.getRequiredProperty("fermata.database.url"),
                environment.getRequiredProperty("fermata.database.owner-user"),
                environment.getRequiredProperty("fermata.database.owner-password"))) {
            try (PreparedStatement who = connection.prepareStatement("SELECT set_config('app.tenant_id', ?, false)")) {
                who.setString(1, tenant);
                who.execute();
            }
            try (PreparedStatement what = connection.prepareStatement(sql)) {
                for (int i = 0; i < parameters.length; i++) {
                    what.setObject(i + 1, parameters[i]);
                }
                return what.executeUpdate();
            }
        }
    }
}
