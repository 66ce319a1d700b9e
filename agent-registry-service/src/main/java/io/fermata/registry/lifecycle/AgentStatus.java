package io.fermata.registry.lifecycle;

import java.util.List;
import java.util.Optional;

/**
 * Whether an agent takes runs. Only an active one does. A deprecated one never will again.
 *
 * <p>Asking for the state an agent is in already is legal and changes nothing, so that a lost answer can be asked for
 * again.
 */
public sealed interface AgentStatus {
    /** The word for it in views, events and rows. */
    String word();

    record Draft() implements AgentStatus {
        @Override
        public String word() {
            return "draft";
        }

        Active activate() {
            return new Active();
        }

        Deprecated deprecate() {
            return new Deprecated();
        }
    }

    record Active() implements AgentStatus {
        @Override
        public String word() {
            return "active";
        }

        Paused pause() {
            return new Paused();
        }

        Deprecated deprecate() {
            return new Deprecated();
        }
    }

    record Paused() implements AgentStatus {
        @Override
        public String word() {
            return "paused";
        }

        Active activate() {
            return new Active();
        }

        Deprecated deprecate() {
            return new Deprecated();
        }
    }

    @SuppressWarnings("JavaLangClash") // The word people use for it.
    record Deprecated() implements AgentStatus {
        @Override
        public String word() {
            return "deprecated";
        }
    }

    static List<AgentStatus> all() {
        return List.of(new Draft(), new Active(), new Paused(), new Deprecated());
    }

    static Optional<AgentStatus> find(String word) {
        return all().stream().filter(status -> status.word().equals(word)).findFirst();
    }

    /** The status after the move, or nothing when it is not legal from here. */
    default Optional<AgentStatus> after(LifecycleMove move) {
        return switch (this) {
            case Draft draft ->
                switch (move) {
                    case ACTIVATE -> Optional.of(draft.activate());
                    case PAUSE -> Optional.empty();
                    case DEPRECATE -> Optional.of(draft.deprecate());
                };
            case Active active ->
                switch (move) {
                    case ACTIVATE -> Optional.of(active);
                    case PAUSE -> Optional.of(active.pause());
                    case DEPRECATE -> Optional.of(active.deprecate());
                };
            case Paused paused ->
                switch (move) {
                    case ACTIVATE -> Optional.of(paused.activate());
                    case PAUSE -> Optional.of(paused);
                    case DEPRECATE -> Optional.of(paused.deprecate());
                };
            case Deprecated deprecated ->
                switch (move) {
                    case ACTIVATE, PAUSE -> Optional.empty();
                    case DEPRECATE -> Optional.of(deprecated);
                };
        };
    }
}
