package io.fermata.localstack.postgres;

/** The passwords of one service's database roles. */
public record DatabaseCredentials(String appPassword, String ownerPassword, String relayPassword) {
    @Override
    public String toString() {
        return "DatabaseCredentials[redacted]";
    }
}
