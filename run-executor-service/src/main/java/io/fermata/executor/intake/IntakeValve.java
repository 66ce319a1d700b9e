package io.fermata.executor.intake;

import io.fermata.executor.execution.RunExecutor;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Stops taking requests while every slot is in use: the backlog stays on the bus, where its length is seen and scaled on. */
@Component
class IntakeValve {

    private final KafkaListenerEndpointRegistry listeners;
    private final RunExecutor executor;

    IntakeValve(KafkaListenerEndpointRegistry listeners, RunExecutor executor) {
        this.listeners = listeners;
        this.executor = executor;
    }

    @Scheduled(fixedDelay = 100)
    void turn() {
        MessageListenerContainer intake = listeners.getListenerContainer(RunRequestedConsumer.LISTENER);
        if (intake == null) {
            return;
        }
        if (!executor.hasRoom() && !intake.isPauseRequested()) {
            intake.pause();
        } else if (executor.hasRoom() && intake.isPauseRequested()) {
            intake.resume();
        }
    }
}
