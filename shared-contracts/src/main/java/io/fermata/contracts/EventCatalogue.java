package io.fermata.contracts;

import static io.fermata.contracts.EventContract.Retention.COMPACTED;
import static io.fermata.contracts.EventContract.Retention.NORMAL;
import static io.fermata.contracts.EventContract.Retention.SHORT;

import io.fermata.contracts.event.AgentChanged;
import io.fermata.contracts.event.ApprovalDecided;
import io.fermata.contracts.event.ApprovalRequired;
import io.fermata.contracts.event.AuditRecorded;
import io.fermata.contracts.event.RunCancelRequested;
import io.fermata.contracts.event.RunChanged;
import io.fermata.contracts.event.RunRequested;
import io.fermata.contracts.event.StepDelta;
import io.fermata.contracts.event.StepEmitted;
import io.fermata.contracts.event.TenantChanged;
import io.fermata.contracts.event.ToolChanged;
import io.fermata.contracts.event.UsageRecorded;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every event there is: which record travels under which type, on which topic, with which key. */
public final class EventCatalogue {
    private static final List<EventContract> ALL = List.of(
            event(Topics.RUN_REQUESTED, EventTypes.RUN_REQUESTED, RunRequested.class, "run_id", NORMAL),
            event(Topics.RUN_CANCEL, EventTypes.RUN_CANCEL_REQUESTED, RunCancelRequested.class, "run_id", NORMAL),
            event(Topics.RUN_CHANGED, EventTypes.RUN_CHANGED, RunChanged.class, "run_id", NORMAL),
            event(Topics.STEP_EMITTED, EventTypes.STEP_EMITTED, StepEmitted.class, "run_id", NORMAL),
            event(Topics.STEP_DELTA, EventTypes.STEP_DELTA, StepDelta.class, "run_id", SHORT),
            event(Topics.APPROVAL_REQUIRED, EventTypes.APPROVAL_REQUIRED, ApprovalRequired.class, "run_id", NORMAL),
            event(Topics.APPROVAL_DECIDED, EventTypes.APPROVAL_DECIDED, ApprovalDecided.class, "run_id", NORMAL),
            event(Topics.USAGE_RECORDED, EventTypes.USAGE_RECORDED, UsageRecorded.class, "usage_id", NORMAL),
            event(Topics.AGENT_CHANGED, EventTypes.AGENT_CHANGED, AgentChanged.class, "agent_id", COMPACTED),
            event(Topics.TOOL_CHANGED, EventTypes.TOOL_CHANGED, ToolChanged.class, "tenant_id/name", COMPACTED),
            event(Topics.TENANT_CHANGED, EventTypes.TENANT_CHANGED, TenantChanged.class, "tenant_id", COMPACTED),
            event(Topics.AUDIT_RECORDED, EventTypes.AUDIT_RECORDED, AuditRecorded.class, "tenant_id", NORMAL));

    private static final Map<String, EventContract> BY_TYPE = by(EventContract::type);
    private static final Map<String, EventContract> BY_TOPIC = by(EventContract::topic);
    private static final Map<Class<?>, EventContract> BY_DATA = by(EventContract::data);

    private EventCatalogue() {}

    public static List<EventContract> all() {
        return ALL;
    }

    public static Optional<EventContract> findByType(String type) {
        return Optional.ofNullable(BY_TYPE.get(type));
    }

    public static Optional<EventContract> findByTopic(String topic) {
        return Optional.ofNullable(BY_TOPIC.get(topic));
    }

    /**
     * The event whose data this record is.
     *
     * @throws IllegalArgumentException when the class is not the data of any event
     */
    public static EventContract require(Class<?> data) {
        EventContract contract = BY_DATA.get(data);
        if (contract == null) {
            throw new IllegalArgumentException(data.getName() + " is not in the event catalogue");
        }
        return contract;
    }

    private static EventContract event(
            String topic, String type, Class<?> data, String key, EventContract.Retention retention) {
        return new EventContract(topic, type, data, key, retention);
    }

    private static <K> Map<K, EventContract> by(Function<EventContract, K> key) {
        return ALL.stream().collect(Collectors.toUnmodifiableMap(key, Function.identity()));
    }
}
