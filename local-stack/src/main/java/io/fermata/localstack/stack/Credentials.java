package io.fermata.localstack.stack;

/** What a person or a script needs to go on: content of {@code credentials.json}. */
public record Credentials(String gatewayUrl, String platformAdminKey, DemoTenant demoTenant) {
    public record DemoTenant(String tenantId, String adminKey) {
        @Override
        public String toString() {
            return "DemoTenant[" + tenantId + ", redacted]";
        }
    }

    @Override
    public String toString() {
        return "Credentials[" + gatewayUrl + ", redacted]";
    }
}
