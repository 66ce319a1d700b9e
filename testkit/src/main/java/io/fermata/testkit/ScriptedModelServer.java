package io.fermata.testkit;

import io.fermata.testkit.anthropic.Anthropic;
import io.fermata.testkit.chat.Ids;
import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.http.HttpServer;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.log.RequestLog;
import io.fermata.testkit.openai.OpenAi;
import io.fermata.testkit.script.Script;
import io.fermata.testkit.script.ScriptException;
import io.fermata.testkit.script.ScriptPlayer;
import io.fermata.testkit.wire.ChatEndpoint;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A model that follows a script and speaks OpenAI's and Anthropic's protocols, with or without {@code /v1} in front of
 * the path. It listens on the loopback address only.
 */
public final class ScriptedModelServer implements AutoCloseable {
    private final Ids ids;
    private final RequestLog log;
    private final OpenAi openAi;
    private final Anthropic anthropic;
    private final ChatEndpoint chat;
    private final HttpServer http;
    private volatile ScriptPlayer player;

    private ScriptedModelServer(int port, Script script, @Nullable Path logFile, Clock clock) {
        ids = new Ids(new SplittableRandom());
        log = new RequestLog(clock, logFile);
        openAi = new OpenAi(ids, clock);
        anthropic = new Anthropic(ids);
        chat = new ChatEndpoint(ids, log);
        player = new ScriptPlayer(script, ids);
        http = HttpServer.start(port, this::handle);
    }

    /** On a free port; {@link #url} tells which. */
    public static ScriptedModelServer start(Script script) {
        return start(0, script, null);
    }

    /**
     * On this port.
     *
     * @param logFile to which each request is appended as a line of JSON, or null
     */
    public static ScriptedModelServer start(int port, Script script, @Nullable Path logFile) {
        return new ScriptedModelServer(port, script, logFile, Clock.systemUTC());
    }

    public static void main(String[] arguments) throws InterruptedException {
        var options = Options.parse(arguments, Set.of("port", "script", "log"));
        var logFile = options.text("log");
        var script = Script.load(options.text("script", "default"));
        var server = start(options.number("port", 8090), script, logFile == null ? null : Path.of(logFile));
        System.out.println("scripted model ready on " + server.url());
        Thread.currentThread().join();
    }

    public int port() {
        return http.port();
    }

    /** The address of the server. Clients take this, or {@link #openAiUrl}, as their base URL. */
    public String url() {
        return "http://127.0.0.1:" + port();
    }

    public String openAiUrl() {
        return url() + "/v1";
    }

    public RequestLog log() {
        return log;
    }

    /** Replaces the script; conversations begin anew. */
    public void play(Script script) {
        player = new ScriptPlayer(script, ids);
    }

    @Override
    public void close() {
        http.close();
        log.close();
    }

    public void stop() {
        close();
    }

    private void handle(Request request, Exchange exchange) {
        var path = request.path().replaceFirst("^/v1(?=/)", "");
        switch (request.method() + " " + path) {
            case "POST /chat/completions" -> chat.handle(openAi, player, request, exchange);
            case "POST /messages" -> chat.handle(anthropic, player, request, exchange);
            case "GET /__log" -> json(exchange, 200, log.requests());
            case "GET /__count" -> json(exchange, 200, Map.of("total", log.total(), "by", log.counts()));
            case "DELETE /__log", "DELETE /__count" -> {
                log.clear();
                json(exchange, 200, Map.of());
            }
            case "POST /__script" -> replaceScript(request, exchange);
            case "GET /livez", "GET /readyz" -> json(exchange, 200, Map.of("status", "UP"));
            default -> other(request, path, exchange);
        }
    }

    private void replaceScript(Request request, Exchange exchange) {
        try {
            play(request.text().strip().equals("default") ? Script.builtIn() : Script.parse(request.text()));
            json(exchange, 200, Map.of("rules", player.script().rules().size()));
        } catch (ScriptException wrong) {
            json(exchange, 400, Map.of("error", String.valueOf(wrong.getMessage())));
        }
    }

    private void other(Request request, String path, Exchange exchange) {
        boolean models = path.equals("/models") || path.startsWith("/models/");
        if (request.method().equals("GET") && models) {
            Catalogue.answer(player.script(), request, path, exchange);
        } else {
            json(exchange, 404, Catalogue.unknownUrl(request));
        }
    }

    private static void json(Exchange exchange, int status, Object body) {
        exchange.send(status, "application/json", Json.bytes(body));
    }
}
