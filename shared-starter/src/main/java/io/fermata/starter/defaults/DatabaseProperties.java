package io.fermata.starter.defaults;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * The service's database and the roles it is used with. Names default to the database's name (the end of the url) and
 * {@code _app}, {@code _owner}, {@code _relay}, {@code _housekeeping}.
 *
 * @param url {@code jdbc:postgresql://host:port/name}
 */
@ConfigurationProperties(prefix = "fermata.database", ignoreUnknownFields = false)
public record DatabaseProperties(
        String url,
        String name,
        String appUser,
        String appPassword,
        String ownerUser,
        String ownerPassword,
        String relayUser,
        String relayPassword,
        String housekeepingUser) {
    @Override
    public String toString() {
        return "DatabaseProperties[url=" + url + ", passwords not shown]";
    }
}
