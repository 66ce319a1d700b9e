package io.fermata.executor.session;

import io.fermata.starter.sealing.PayloadColumn;
import io.fermata.starter.sealing.SensitivePayloads;
import org.springframework.stereotype.Component;

/** What was said in sessions, as it lies in {@code messages}. */
@Component
public final class MessageContents {

    private final PayloadColumn column;

    MessageContents(SensitivePayloads payloads) {
        this.column = payloads.column("messages.content");
    }

    /** The database takes no text with a zero character in it. */
    public String seal(String messageId, String text) {
        return column.seal(messageId, text.replace("\0", ""));
    }

    public String open(String messageId, String stored) {
        return column.open(messageId, stored);
    }
}
