package io.fermata.executor.machine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One call that the model asked for.
 *
 * @param callId the model's own id for the call; unique within its turn
 * @param tool the tool's catalogue name
 * @param argumentsJson the exact text of the arguments, as the model wrote it and as the tool will receive it
 */
public record ToolCall(String callId, String tool, String argumentsJson) {

    /** Lower-case hex over the UTF-8 bytes of {@link #argumentsJson}: what an approval is bound to. */
    public String argumentsSha256() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(argumentsJson.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
