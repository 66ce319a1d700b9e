package io.fermata.tools.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.fermata.starter.json.Json;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.node.ObjectNode;

class ToolRulesTest {
    private static final Json JSON = Json.standard();

    @Test
    void fillsInWhatAReadingToolLeavesOut() {
        ToolDefinition tool = read("""
                {"name": "orders.lookup", "description": "Finds", "handler": {"type": "http", "method": "GET", "url": "https://a.example/"}}""");

        assertThat(tool.idempotency()).isEqualTo(Idempotency.NATURAL);
        assertThat(tool.category()).isEqualTo(Category.READ);
        assertThat(tool.riskLevel()).isEqualTo(RiskLevel.LOW);
        assertThat(tool.limits().timeout()).isEqualTo(Duration.ofSeconds(30));
        assertThat(tool.limits().maxAttempts()).isEqualTo(3);
    }

    @Test
    void neverRepeatsAWritingToolByDefault() {
        ToolDefinition tool = read("""
                {"name": "orders.refund", "description": "Refunds", "handler": {"type": "http", "method": "POST", "url": "https://a.example/"}}""");

        assertThat(tool.idempotency()).isEqualTo(Idempotency.NONE);
        assertThat(tool.category()).isEqualTo(Category.WRITE);
        assertThat(tool.limits().maxAttempts()).isOne();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /name                | "name": "Orders.Refund"
            /name                | "name": "a..b"
            /description         | "description": ""
            /handler/type        | "handler": {"type": "stdio"}
            /handler/method      | "handler": {"type": "http", "method": "TRACE", "url": "https://a.example/"}
            /handler/url         | "handler": {"type": "http", "method": "GET", "url": "https://a.example/{id}"}
            /handler/url         | "handler": {"type": "http", "method": "GET", "url": "https://{host}/"}
            /handler/headers/Host | "handler": {"type": "http", "method": "GET", "url": "https://a.example/", "headers": {"Host": "b"}}
            /handler/headers/X   | "handler": {"type": "http", "method": "GET", "url": "https://a.example/", "headers": {"X": "${env.A}"}}
            /parameters/type     | "parameters": {"type": "array"}
            /parameters/type     | "parameters": {"type": "nonsense"}
            /parameters          | "parameters": {"type": "object", "$ref": "https://evil.example/schema.json"}
            /parameters/properties/a/pattern | "parameters": {"type": "object", "properties": {"a": {"pattern": "(?<x>a"}}}
            /output_schema/type  | "output_schema": {"type": 5}
            /redact/0            | "redact": [null]
            /idempotency         | "idempotency": "maybe"
            /risk_level          | "risk_level": "huge"
            /category            | "category": "other"
            /timeout_seconds     | "timeout_seconds": 301
            /timeout_seconds     | "timeout_seconds": 0
            /retry/max_attempts  | "idempotency": "keyed", "retry": {"max_attempts": 6}
            /retry/max_attempts  | "idempotency": "none", "retry": {"max_attempts": 2}
            /rate_limit/max_calls | "rate_limit": {"window_seconds": 60}
            /budget/daily_calls  | "budget": {"daily_calls": 0}
            /redact/0            | "redact": ["card"]
            """)
    void saysWhereAToolIsWrong(String pointer, String change) {
        assertThat(problems(change)).extracting(FieldProblem::pointer).contains(pointer);
    }

    @Test
    void namesEveryFaultAtOnce() {
        assertThat(problems("\"name\": \"-\", \"timeout_seconds\": 999, \"category\": \"x\""))
                .hasSize(3);
    }

    @Test
    void refusesASchemaThatRefersToItselfWithoutEnd() {
        assertThat(problems("\"parameters\": {\"type\": \"object\", \"$ref\": \"#\"}"))
                .isNotEmpty();
    }

    private static List<FieldProblem> problems(String change) {
        String valid = """
                {"name": "a", "description": "b", "handler": {"type": "http", "method": "GET", "url": "https://a.example/"}}""";
        var document = (ObjectNode) JSON.read(valid);
        document.setAll((ObjectNode) JSON.read("{" + change + "}"));
        return catchThrowableOfType(ProblemException.class, () -> read(document.toString()))
                .errors();
    }

    private static ToolDefinition read(String json) {
        return ToolRules.read(JSON.read(json, ToolDocument.class), 1, Instant.EPOCH);
    }
}
