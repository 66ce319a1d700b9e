package io.fermata.testkit.oracle;

import io.fermata.testkit.anthropic.Anthropic;
import io.fermata.testkit.chat.Ids;
import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.http.Handler;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.openai.OpenAi;
import io.fermata.testkit.script.Script;
import io.fermata.testkit.script.ScriptException;
import io.fermata.testkit.wire.Protocol;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;

/** Routes of the oracle. Paths that begin with two underscores are the tester's, and not in the ledger. */
public final class Oracle implements Handler {
    private static final Pattern TOOL = Pattern.compile("/(?:tools/)?(\\w+)(?:/[\\w.-]+)?");
    private static final String ASK = "/tools/queryable/";

    private final Ledger ledger;
    private final Faults faults = new Faults();
    private final ModelWorld model;
    private final ToolWorld tools;
    private final Protocol openAi;
    private final Protocol anthropic;

    public Oracle(Ledger ledger, Script script, Clock clock) {
        var ids = new Ids(new SplittableRandom());
        this.ledger = ledger;
        this.model = new ModelWorld(ids, ledger, faults, script);
        this.tools = new ToolWorld(ledger, faults);
        this.openAi = new OpenAi(ids, clock);
        this.anthropic = new Anthropic(ids);
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        var path = request.path().replaceFirst("^/v1(?=/)", "");
        switch (request.method() + " " + path) {
            case "POST /chat/completions" -> model.handle(openAi, request, exchange);
            case "POST /messages" -> model.handle(anthropic, request, exchange);
            case "POST /__script" -> replaceScript(request, exchange);
            case "POST /__faults" -> arm(request, exchange);
            case "DELETE /__faults" -> {
                faults.disarm();
                report(exchange);
            }
            case "GET /__faults", "GET /__count" -> report(exchange);
            case "GET /livez", "GET /readyz" -> json(exchange, 200, Map.of("status", "UP"));
            default -> world(request, path, exchange);
        }
    }

    private void world(Request request, String path, Exchange exchange) {
        var tool = TOOL.matcher(path);
        if (request.method().equals("GET") && path.startsWith(ASK)) {
            tools.ask(path.substring(ASK.length()), exchange);
        } else if (tool.matches() && ToolWorld.KINDS.contains(tool.group(1))) {
            tools.handle(tool.group(1), request, exchange);
        } else {
            json(exchange, 404, Map.of("error", "nothing is here"));
        }
    }

    /** {@code {"target":"keyed","fault":"cut","times":2,"millis":500}} */
    private void arm(Request request, Exchange exchange) {
        try {
            var wish = Json.read(request.body());
            var kind = Fault.Kind.of(wish.path("fault").asString(""));
            var length = Duration.ofMillis(wish.path("millis").asLong(1000));
            faults.arm(
                    new Fault(wish.path("target").asString(Fault.ANY), kind, length),
                    wish.path("times").asInt(1));
            report(exchange);
        } catch (JacksonException | IllegalArgumentException wrong) {
            json(exchange, 400, Map.of("error", String.valueOf(wrong.getMessage())));
        }
    }

    private void replaceScript(Request request, Exchange exchange) {
        try {
            model.play(Script.parse(request.text()));
            json(exchange, 200, Map.of());
        } catch (ScriptException wrong) {
            json(exchange, 400, Map.of("error", String.valueOf(wrong.getMessage())));
        }
    }

    private void report(Exchange exchange) {
        json(exchange, 200, Map.of("entries", ledger.size(), "armed", faults.armed(), "befallen", faults.befallen()));
    }

    private static void json(Exchange exchange, int status, Object body) {
        exchange.send(status, "application/json", Json.bytes(body));
    }
}
