package io.fermata.starter.outbox;

import io.fermata.contracts.EventCatalogue;
import io.fermata.contracts.EventContract;
import io.fermata.contracts.Topics;
import io.fermata.starter.sealing.PayloadColumn;
import io.fermata.starter.sealing.SensitivePayloads;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How payloads lie in the outbox: sealed for tenants that want it so, and readable again when they leave. Topics that hold
 * none are told as they are: those that are compacted tell of definitions, the others who did what and what it cost.
 */
public final class PayloadsAtRest {
    private static final Set<String> WITHOUT_PAYLOAD = Stream.concat(
                    EventCatalogue.all().stream()
                            .filter(EventContract::compacted)
                            .map(EventContract::topic),
                    Stream.of(Topics.AUDIT_RECORDED, Topics.USAGE_RECORDED))
            .collect(Collectors.toUnmodifiableSet());

    private final PayloadColumn column;

    public PayloadsAtRest(SensitivePayloads payloads) {
        this.column = payloads.column("outbox.payload");
    }

    String seal(UUID id, String topic, String payload) {
        return WITHOUT_PAYLOAD.contains(topic) ? payload : column.seal(id.toString(), payload);
    }

    /**
     * What the event of a row says.
     *
     * @throws io.fermata.starter.sealing.UnopenableException when it is sealed and cannot be opened
     */
    public String open(UUID id, String tenant, String stored) {
        return PayloadColumn.looksSealed(stored)
                ? Tenants.call(new TenantId(tenant), () -> column.open(id.toString(), stored))
                : stored;
    }
}
