package io.fermata.testkit.chat;

/** Tokens the provider bills for. */
public record Usage(long promptTokens, long completionTokens) {
    public long total() {
        return promptTokens + completionTokens;
    }

    /** About four characters to a token, as the providers' own rule of thumb has it. */
    public static Usage estimate(ChatRequest request, String text, Iterable<ToolCall> calls) {
        long prompt = 3;
        for (var message : request.messages()) {
            prompt += 4 + tokens(message.text());
            for (var call : message.calls()) {
                prompt += tokens(call.arguments()) + 4;
            }
        }
        long completion = tokens(text);
        for (var call : calls) {
            completion += tokens(call.arguments()) + 4;
        }
        return new Usage(prompt + 30L * request.tools().size(), Math.max(1, completion));
    }

    private static long tokens(String text) {
        return (text.length() + 3L) / 4;
    }
}
