package io.fermata.approvals.approval;

import io.fermata.starter.sealing.PayloadColumn;
import io.fermata.starter.sealing.SensitivePayloads;
import org.springframework.stereotype.Component;

/** What a held call would do and what people said about it, as it lies in the tables. Rows go by the approval's id. */
@Component
final class HeldTexts {
    private final PayloadColumn arguments;
    private final PayloadColumn reason;
    private final PayloadColumn notes;

    HeldTexts(SensitivePayloads payloads) {
        this.arguments = payloads.column("approvals.arguments_json");
        this.reason = payloads.column("approvals.reason");
        this.notes = payloads.column("approvals.notes");
    }

    /** The hash beside it stays that of the exact text. */
    PayloadColumn arguments() {
        return arguments;
    }

    PayloadColumn reason() {
        return reason;
    }

    /** The same in {@code approvals} and in {@code approval_changes}. */
    PayloadColumn notes() {
        return notes;
    }
}
