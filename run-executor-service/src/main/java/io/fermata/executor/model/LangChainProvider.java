package io.fermata.executor.model;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.output.FinishReason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Any provider for which LangChain4j has a streaming chat model. */
final class LangChainProvider implements ModelProvider {

    private final StreamingChatModel model;
    private final ChatRequests requests;

    LangChainProvider(StreamingChatModel model, ChatRequests requests) {
        this.model = model;
        this.requests = requests;
    }

    @Override
    public ModelAnswer ask(ModelQuestion question, ModelCall call) {
        CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
        try {
            ScopedValue.where(ModelCall.CURRENT, call)
                    .run(() -> model.chat(requests.toLangChain(question), new Handler(call, whole)));
            // The stream has been read to its end by now; a provider's protocol may still have left the answer open.
            whole.completeExceptionally(interrupted());
            return toAnswer(question, whole.join());
        } catch (CompletionException e) {
            throw ModelFailures.of(e.getCause() == null ? e : e.getCause(), call);
        } catch (RuntimeException e) {
            throw ModelFailures.of(e, call);
        }
    }

    private static ModelAnswer toAnswer(ModelQuestion question, ChatResponse response) {
        if (response.finishReason() == null) {
            throw interrupted();
        }
        String text =
                response.aiMessage().text() == null ? "" : response.aiMessage().text();
        List<ModelQuestion.ModelToolCall> calls = calls(response);
        Tokens tokens = Tokens.of(response.tokenUsage(), question, text, calls);
        return new ModelAnswer(
                text, calls, tokens.prompt(), tokens.completion(), response.finishReason() == FinishReason.LENGTH);
    }

    private static ModelFailure interrupted() {
        return new ModelFailure(ModelFailure.Kind.INTERRUPTED, "the model's stream ended before its answer did");
    }

    private static List<ModelQuestion.ModelToolCall> calls(ChatResponse response) {
        if (!response.aiMessage().hasToolExecutionRequests()) {
            return List.of();
        }
        return response.aiMessage().toolExecutionRequests().stream()
                .map(LangChainProvider::call)
                .toList();
    }

    private static ModelQuestion.ModelToolCall call(ToolExecutionRequest call) {
        if (call.name() == null || call.name().isBlank()) {
            throw new ModelFailure(ModelFailure.Kind.INTERRUPTED, "the model called a tool without saying which");
        }
        return new ModelQuestion.ModelToolCall(
                call.id() == null ? "" : call.id(),
                call.name(),
                call.arguments() == null || call.arguments().isBlank() ? "{}" : call.arguments());
    }

    /** The first word decides: LangChain4j may report an error and then still complete. */
    private record Handler(ModelCall call, CompletableFuture<ChatResponse> whole)
            implements StreamingChatResponseHandler {
        @Override
        public void onPartialResponse(String text) {
            call.token(text);
        }

        @Override
        public void onCompleteResponse(ChatResponse response) {
            whole.complete(response);
        }

        @Override
        public void onError(Throwable error) {
            whole.completeExceptionally(error);
        }
    }
}
