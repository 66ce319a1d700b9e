package io.fermata.testkit.scenario;

import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.http.HttpServer;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** A gateway that runs one refund: it waits for an approval, and goes on as it is decided. */
final class FakeGateway implements AutoCloseable {
    final List<JsonNode> agents = new ArrayList<>();
    private final HttpServer http = HttpServer.start(0, this::handle);
    private volatile String decision = "";

    String url() {
        return "http://127.0.0.1:" + http.port();
    }

    Gateway gateway() {
        return Gateway.at(url(), "fk_test");
    }

    @Override
    public void close() {
        http.close();
    }

    private void handle(Request request, Exchange exchange) {
        if (!"Bearer fk_test".equals(request.header("authorization"))) {
            json(exchange, 401, "{'type':'urn:problem:unauthenticated'}");
            return;
        }
        switch (request.method() + " " + request.path()) {
            case "POST /api/v1/tools" -> json(exchange, 409, "{}");
            case "POST /api/v1/agents" -> {
                agents.add(Json.read(request.body()));
                json(exchange, 201, "{'id':'agt_1','status':'draft'}");
            }
            case "POST /api/v1/agents/agt_1/activate" -> json(exchange, 200, "{}");
            case "POST /api/v1/agents/agt_1/runs" -> json(exchange, 202, "{'id':'run_1','status':'queued'}");
            case "GET /api/v1/runs/run_1" -> json(exchange, 200, run());
            case "GET /api/v1/runs/run_1/steps" ->
                json(exchange, 200, request.query().containsKey("cursor") ? olderSteps() : steps());
            case "GET /api/v1/approvals" ->
                json(
                        exchange,
                        200,
                        "{'data':[{'id':'apr_9','run_id':'run_9'},{'id':'apr_1','run_id':'run_1'}],'next_cursor':null}");
            case "POST /api/v1/approvals/apr_1/approve" -> decide(exchange, "approved");
            case "POST /api/v1/approvals/apr_1/reject" -> decide(exchange, "rejected");
            default -> json(exchange, 404, "{'type':'urn:problem:not-found'}");
        }
    }

    private void decide(Exchange exchange, String word) {
        decision = word;
        json(exchange, 200, "{}");
    }

    private String run() {
        if (decision.isEmpty()) {
            return "{'id':'run_1','status':'waiting_approval','output':null,'total_tokens':10,'cost_usd':'0.000100'}";
        }
        return "{'id':'run_1','status':'succeeded','output':{'message':'The refund was " + decision
                + ".'},'total_tokens':20,'cost_usd':'0.000200'}";
    }

    private String steps() {
        var answered = decision.isEmpty()
                ? ""
                : "{'sequence':5,'type':'output','input':{},'output':{'message':'The refund was " + decision
                        + ".'}},{'sequence':4,'type':'approval_response','input':{'tool':'orders.refund'},'output':{'decision':'"
                        + decision + "'}},";
        return "{'data':[" + answered
                + "{'sequence':3,'type':'approval_request','input':{'tool':'orders.refund','arguments':{'order_id':'42','amount':42.50}},'output':{}}"
                + "],'next_cursor':'c1'}";
    }

    private static String olderSteps() {
        return "{'data':[{'sequence':2,'type':'tool_call','input':{'tool':'orders.lookup','arguments':{'order_id':'42'}},'output':{}},"
                + "{'sequence':1,'type':'think','input':{},'output':{'text':'Let me see.','tool_calls':[{'name':'orders.lookup'}]}}],"
                + "'next_cursor':null}";
    }

    private static void json(Exchange exchange, int status, String body) {
        exchange.send(status, "application/json", Json.utf8(body.replace('\'', '"')));
    }
}
