package io.fermata.executor.model;

import io.fermata.executor.model.ModelQuestion.Message;
import io.fermata.executor.model.ModelQuestion.ModelTool;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.platform.RunExecutorProperties.Api;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** One provider as the service builds it, and questions to it. */
final class AskedModel {

    static final Message HELLO = new Message.User("hello");
    static final ModelTool LOOKUP = new ModelTool(
            "orders_lookup",
            "finds an order",
            "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\"}},\"required\":[\"id\"]}");

    private static final TenantId TENANT = new TenantId("asking");
    private static final CloseableHttpClient HTTP =
            HttpClients.custom().disableAutomaticRetries().build();

    private final ChatModels models;
    private final ModelId model;

    AskedModel(Api api, String baseUrl, Duration timeout) {
        String name = api == Api.OPENAI ? "openai" : "anthropic";
        URI unused = URI.create("http://127.0.0.1");
        RunExecutorProperties properties = new RunExecutorProperties(
                unused,
                unused,
                name + "/any",
                Duration.ofSeconds(4),
                Duration.ofSeconds(1),
                1,
                1,
                1,
                new RunExecutorProperties.Starts(1, 1, 1, 1, Duration.ofSeconds(1), 0),
                1,
                RunExecutorProperties.UnpricedModels.FREE,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofHours(1),
                Map.of(name, new RunExecutorProperties.Provider(api, baseUrl, "a-key", timeout, 8, null)));
        this.models = new ModelConfiguration()
                .chatModels(
                        properties,
                        _ -> Optional.empty(),
                        HTTP,
                        JsonMapper.builder().build());
        this.model = new ModelId(name, "some-model");
    }

    ModelAnswer ask(Message... messages) {
        return ask(new ModelCall(_ -> {}), List.of(), null, messages);
    }

    ModelAnswer askWithTools(Message... messages) {
        return ask(new ModelCall(_ -> {}), List.of(LOOKUP), null, messages);
    }

    ModelAnswer ask(ModelCall call, List<ModelTool> tools, @Nullable String schema, Message... messages) {
        ModelQuestion question =
                new ModelQuestion(model, "Be brief.", List.of(messages), tools, schema, 0.2, 256, true);
        return Tenants.call(TENANT, () -> models.ask(question, call));
    }
}
