package io.fermata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.testkit.oracle.Ledger;
import io.fermata.testkit.oracle.LedgerEntry;
import io.fermata.testkit.oracle.LedgerEntry.Phase;
import io.fermata.testkit.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OracleServerTest {
    private static final String ACT = "{\"operation\":\"op-1\"}";
    private static final String ASK =
            "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"operation op-1 please\"}]}";

    @TempDir
    Path directory;

    private OracleServer oracle;

    @BeforeEach
    void start() {
        oracle = OracleServer.start(0, Script.always().replies("Hi there").build(), file());
    }

    @AfterEach
    void stop() {
        oracle.close();
    }

    @ParameterizedTest
    @CsvSource({"keyed, 1", "queryable, 2", "none, 2", "natural, 2"})
    void actsOncePerKeyOnlyWhereTheClassOfTheToolPromisesIt(String kind, int effects) throws Exception {
        act(kind);
        act(kind);

        assertThat(entries(Phase.RECEIVED)).hasSize(2);
        assertThat(entries(Phase.EFFECT)).hasSize(effects).allSatisfy(effect -> {
            assertThat(effect.operation()).isEqualTo("op-1");
            assertThat(effect.key()).isEqualTo("key-1");
        });
    }

    @Test
    void tellsWhetherAQueryableOperationWasDone() throws Exception {
        assertThat(Http.call("GET", oracle.url() + "/tools/queryable/key-1").statusCode())
                .isEqualTo(404);

        act("queryable");

        assertThat(Http.call("GET", oracle.url() + "/tools/queryable/key-1").body())
                .contains("op-1");
    }

    @Test
    void billsWhatTheModelGenerated() throws Exception {
        Http.post(oracle.url() + "/v1/chat/completions", ASK);

        assertThat(entries(Phase.EFFECT)).singleElement().satisfies(effect -> {
            assertThat(effect.operation()).isEqualTo("op-1");
            assertThat(effect.promptTokens()).isPositive();
            assertThat(effect.completionTokens()).isPositive();
        });
    }

    @Test
    void answersWithAnErrorAfterTheEffect() throws Exception {
        arm("none", "error-after-effect", 0);

        assertThat(act("none")).isEqualTo(500);

        assertThat(entries(Phase.EFFECT)).hasSize(1);
        assertThat(entries(Phase.ANSWERED)).isEmpty();
    }

    @Test
    void limitsWithoutAnEffect() throws Exception {
        arm("keyed", "rate-limit", 3000);

        var refused = Http.post(oracle.url() + "/tools/keyed", ACT, "Idempotency-Key", "key-1");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("retry-after")).contains("3");
        assertThat(entries(Phase.EFFECT)).isEmpty();
        assertThat(act("keyed")).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"model, cut", "keyed, cut", "keyed, drip"})
    void breaksTheAnswerOffAfterTheEffect(String kind, String fault) throws Exception {
        arm(kind, fault, 1000);

        assertThatThrownBy(() -> ask(kind)).isInstanceOf(IOException.class);

        assertThat(entries(Phase.EFFECT)).hasSize(1);
        assertThat(entries(Phase.ANSWERED)).isEmpty();
    }

    @Test
    void endsTheJsonInTheMiddle() throws Exception {
        arm("model", "truncated-json", 0);

        var response = Http.post(oracle.url() + "/v1/chat/completions", ASK);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).startsWith("{").doesNotEndWith("}");
    }

    @Test
    void forgetsFaultsWhenTold() throws Exception {
        arm("any", "error-after-effect", 0);

        Http.call("DELETE", oracle.url() + "/__faults");

        assertThat(act("keyed")).isEqualTo(200);
    }

    @Test
    void goesOnWithTheLedgerOfTheProcessBeforeIt() throws Exception {
        act("none");
        oracle.close();
        Files.writeString(file(), "{\"number\":99", StandardOpenOption.APPEND);
        assertThat(Ledger.read(file())).extracting(LedgerEntry::number).containsExactly(1L, 2L, 3L);
    }

    private int act(String kind) throws Exception {
        return Http.post(oracle.url() + "/tools/" + kind, ACT, "Idempotency-Key", "key-1")
                .statusCode();
    }

    private void ask(String kind) throws Exception {
        if (kind.equals("model")) {
            Http.post(oracle.url() + "/v1/chat/completions", ASK);
        } else {
            act(kind);
        }
    }

    private void arm(String target, String fault, int millis) throws Exception {
        var armed = Http.post(
                oracle.url() + "/__faults",
                "{\"target\":\"%s\",\"fault\":\"%s\",\"millis\":%d}".formatted(target, fault, millis));
        assertThat(armed.statusCode()).isEqualTo(200);
    }

    private List<LedgerEntry> entries(Phase phase) {
        return Ledger.read(file()).stream()
                .filter(entry -> entry.phase() == phase)
                .toList();
    }

    private Path file() {
        return directory.resolve("ledger.jsonl");
    }
}
