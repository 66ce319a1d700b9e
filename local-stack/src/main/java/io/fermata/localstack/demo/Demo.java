package io.fermata.localstack.demo;

import io.fermata.localstack.StackService;
import io.fermata.localstack.console.Terminal;
import io.fermata.localstack.stack.Credentials;
import io.fermata.localstack.stack.LocalStack;
import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** An agent refunds an order, survives the death of its executor, and waits for a person before money moves. */
public final class Demo {
    private static final String EXECUTOR = StackService.EXECUTOR.module();
    private static final String REQUEST = "Refund order 42";

    private final LocalStack stack;
    private final Credentials credentials;
    private final Story story;
    private final Terminal terminal;
    private final Person person;
    private final Clock clock;
    private final String model;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private boolean executorWasKilled;

    /** @param model of the agent, such as {@code openai/gpt-4o-mini} */
    public Demo(
            LocalStack stack,
            Credentials credentials,
            Terminal terminal,
            boolean alwaysYes,
            String model,
            Clock clock) {
        this.stack = stack;
        this.credentials = credentials;
        this.terminal = terminal;
        this.story = new Story(terminal);
        this.person = new Person(terminal, alwaysYes);
        this.model = model;
        this.clock = clock;
    }

    public void run() throws IOException, InterruptedException {
        GatewayClient admin = new GatewayClient(
                http, credentials.gatewayUrl(), credentials.demoTenant().adminKey());
        GatewayClient operator = admin.with(operatorKey(admin));
        String agentId = agent(admin);
        ToolCounts before = counts();
        String runId = startRun(operator, agentId);
        new RunStream(operator, runId).follow(event -> on(event, admin));
        summary(operator.call("GET", "/api/v1/runs/" + runId, null), counts().since(before));
        goOn(runId);
    }

    private String operatorKey(GatewayClient admin) throws IOException, InterruptedException {
        story.chapter("A tenant, a key, an agent");
        story.note("tenant", credentials.demoTenant().tenantId());
        Instant tomorrow = clock.instant().plus(Duration.ofDays(1));
        JsonNode key = admin.call(
                "POST",
                "/api/v1/api-keys",
                Map.of("name", "demo operator", "role", "operator", "expires_at", tomorrow.toString()));
        story.note("API key", key.path("id").stringValue("") + terminal.style().dim("  role operator, for a day"));
        return key.path("key").stringValue("");
    }

    private String agent(GatewayClient admin) throws IOException, InterruptedException {
        Shop shop = new Shop(admin, stack.ports().of("demo-tools").url());
        shop.offerTools();
        story.note(
                "tools",
                "orders.lookup, orders.refund" + terminal.style().dim("  the second one needs a person's yes"));
        JsonNode agent = shop.agent(model);
        story.note("agent", agent.path("id").stringValue("") + terminal.style().dim("  refund-helper on " + model));
        return agent.path("id").stringValue("");
    }

    private String startRun(GatewayClient operator, String agentId) throws IOException, InterruptedException {
        story.chapter("\"" + REQUEST + "\"");
        JsonNode run = operator.call(
                "POST", "/api/v1/agents/" + agentId + "/runs", Map.of("input", Map.of("message", REQUEST)));
        String runId = run.path("id").stringValue("");
        story.note("run", runId + terminal.style().dim("  " + run.path("status").stringValue("")));
        return runId;
    }

    private void on(RunEvent event, GatewayClient admin) throws IOException, InterruptedException {
        switch (event.name()) {
            case "token" -> story.token(event.data().path("text").stringValue(""));
            case "step" -> step(event.data(), admin);
            default -> {} // changes of the run's status say nothing its steps have not said
        }
    }

    private void step(JsonNode step, GatewayClient admin) throws IOException, InterruptedException {
        story.step(step);
        String type = step.path("type").stringValue("");
        if (type.equals("tool_call") && !executorWasKilled) {
            executorWasKilled = true;
            killExecutor();
        } else if (type.equals("approval_request")) {
            decide(step.path("output").path("approval_id").stringValue(""), admin);
        }
    }

    /** The tool answers slowly, so the executor dies while the call is under way. */
    private void killExecutor() throws IOException, InterruptedException {
        Thread.sleep(Duration.ofMillis(600));
        stack.kill(EXECUTOR);
        story.drama("SIGKILL", EXECUTOR + " is dead in the middle of the call");
        long began = System.nanoTime();
        stack.start(EXECUTOR);
        story.note(
                "restarted",
                EXECUTOR + terminal.style().dim("  after " + seconds(Duration.ofNanos(System.nanoTime() - began))));
    }

    private void decide(String approvalId, GatewayClient admin) throws IOException, InterruptedException {
        JsonNode approval = approval(approvalId, admin);
        if (!approval.path("status").stringValue("").equals("pending")) {
            return; // a stream that was resumed tells the request again
        }
        story.held(
                "held",
                approval.path("tool").stringValue("") + " wants a person's yes, risk "
                        + approval.path("risk_level").stringValue(""));
        terminal.line("    exactly this will be executed: "
                + terminal.style().bold(approval.path("arguments").toString()));
        terminal.line("    "
                + terminal.style()
                        .dim("sha-256 " + approval.path("arguments_sha256").stringValue("")));
        String verdict = person.agrees("Let it through?") ? "approve" : "reject";
        admin.call("POST", "/api/v1/approvals/" + approvalId + "/" + verdict, Map.of("notes", "decided in the demo"));
    }

    /** The approval travels by Kafka and may arrive a moment after the step that announces it. */
    private static JsonNode approval(String id, GatewayClient admin) throws IOException, InterruptedException {
        GatewayClient.Answer answer = admin.send("GET", "/api/v1/approvals/" + id, null);
        for (int tries = 0; !answer.isSuccess() && tries < 100; tries++) {
            Thread.sleep(Duration.ofMillis(100));
            answer = admin.send("GET", "/api/v1/approvals/" + id, null);
        }
        return answer.isSuccess() ? answer.body() : admin.call("GET", "/api/v1/approvals/" + id, null);
    }

    private void summary(JsonNode run, ToolCounts calls) {
        story.chapter("What it took");
        story.note("status", run.path("status").stringValue(""));
        story.note(
                "tokens",
                run.path("prompt_tokens").asLong() + " in, "
                        + run.path("completion_tokens").asLong() + " out");
        story.note("cost", run.path("cost_usd").stringValue("") + " USD");
        story.note(
                "duration",
                seconds(duration(run)) + terminal.style().dim("  your thinking time and the restart included"));
        calls.byPath().forEach((path, count) -> story.note("tool server", path + " × " + count));
    }

    private void goOn(String runId) {
        String gateway = credentials.gatewayUrl();
        story.chapter("Go on");
        terminal.line("    KEY=$(sed -n 's/.*\"admin_key\" *: *\"\\(.*\\)\".*/\\1/p' '"
                + stack.directory().credentials() + "')");
        terminal.line("    curl -H \"Authorization: Bearer $KEY\" " + gateway + "/api/v1/runs/" + runId + "/steps");
        terminal.line("    " + gateway + "/docs   every endpoint");
        terminal.line("    ./fermata status | logs " + EXECUTOR + " -f | bench | down");
        terminal.line("");
    }

    private ToolCounts counts() throws IOException, InterruptedException {
        return ToolCounts.read(http, stack.ports().of("demo-tools").url());
    }

    private static Duration duration(JsonNode run) {
        String completed = run.path("completed_at").stringValue("");
        String created = run.path("created_at").stringValue("");
        return completed.isEmpty() || created.isEmpty()
                ? Duration.ZERO
                : Duration.between(Instant.parse(created), Instant.parse(completed));
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }
}
