package io.fermata.approvals.intake;

import io.fermata.starter.kafka.Unprocessable;

/** A request nobody could decide on. It goes to the dead letters; the run waits until someone has looked. */
final class UnusableRequestException extends RuntimeException implements Unprocessable {
    UnusableRequestException(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public String reason() {
        return "unusable-approval-request";
    }
}
