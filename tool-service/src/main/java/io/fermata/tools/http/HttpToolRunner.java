package io.fermata.tools.http;

import io.fermata.starter.problem.FieldProblem;
import io.fermata.tools.catalog.Handler;
import io.fermata.tools.catalog.HeaderTemplate;
import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.egress.EgressException;
import io.fermata.tools.egress.EgressRequest;
import io.fermata.tools.http.HttpRequests.UnusableArgumentException;
import io.fermata.tools.invocation.CallResult;
import io.fermata.tools.invocation.CallResult.Failed;
import io.fermata.tools.invocation.ToolCall;
import io.fermata.tools.invocation.ToolError.Code;
import io.fermata.tools.invocation.ToolRunner;
import io.fermata.tools.secrets.Redaction;
import io.fermata.tools.secrets.SecretUnavailableException;
import io.fermata.tools.secrets.Secrets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Calls tools that are HTTP endpoints. */
@Component
class HttpToolRunner implements ToolRunner {
    private final HttpRequests requests;
    private final HttpExchange exchange;
    private final Secrets secrets;

    HttpToolRunner(HttpRequests requests, HttpExchange exchange, Secrets secrets) {
        this.requests = requests;
        this.exchange = exchange;
        this.secrets = secrets;
    }

    @Override
    public boolean runs(ToolDefinition tool) {
        return tool.handler() instanceof Handler.Http;
    }

    @Override
    public CallResult run(ToolCall call) {
        Handler.Http handler = (Handler.Http) call.tool().handler();
        try {
            Map<String, String> opened =
                    secrets.open(names(handler), handler.url().host());
            EgressRequest request = requests.of(handler, call, opened);
            return exchange.send(request, call, Redaction.of(opened.values()));
        } catch (SecretUnavailableException e) {
            return Failed.certainly(Code.SECRET_UNAVAILABLE, e.getMessage());
        } catch (UnusableArgumentException e) {
            return unusable(e.argument());
        } catch (EgressException e) {
            return HttpExchange.failed(e);
        }
    }

    private static Failed unusable(String argument) {
        return Failed.unusable(new FieldProblem(
                "/" + argument, "must be given, and make no \".\" or \"..\" of a part of the URL's path"));
    }

    private static Set<String> names(Handler.Http handler) {
        return handler.headers().values().stream()
                .map(HeaderTemplate::secrets)
                .flatMap(Set::stream)
                .collect(Collectors.toUnmodifiableSet());
    }
}
