package io.fermata.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.testkit.chat.Chunks;
import io.fermata.testkit.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefundStoryTest {
    private static final String ORDER = "{\"order_id\":\"42\",\"amount\":42.50}";

    private final Talk talk = Talk.with(Script.builtIn())
            .offering("orders_lookup", "orders_refund")
            .user("Refund order 42");

    @Test
    void looksUpRefundsAndAnswers() {
        var lookup = talk.answer();
        assertThat(lookup.text()).contains("42");
        assertThat(lookup.calls().getFirst().arguments()).isEqualTo("{\"order_id\":\"42\"}");

        var refund = talk.result(ORDER).calls().getFirst();
        assertThat(refund.name()).isEqualTo("orders_refund");
        assertThat(Json.read(refund.arguments())).isEqualTo(Json.read("{\"order_id\":\"42\",\"amount\":42.50}"));

        var answer = talk.result("{\"refund_id\":\"re_1001\",\"status\":\"refunded\",\"amount\":42.50}")
                .text();
        assertThat(answer).contains("order 42", "42.50", "re_1001");
        assertThat(Chunks.of(answer)).hasSizeBetween(35, 70);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"error\":\"rejected\"}", "Denied by a person", "{\"code\":\"approval-expired\"}"})
    void answersPolitelyWhenTheRefundIsNotApproved(String refusal) {
        talk.next();
        talk.result(ORDER).next();

        assertThat(talk.result(refusal).text()).contains("not approved").doesNotContain("{{");
    }

    @Test
    void stopsWhenTheRefundFails() {
        talk.next();
        talk.result(ORDER).next();

        assertThat(talk.result("{\"error\":\"boom\"}").text()).contains("did not go through");
    }

    @Test
    void saysSoWhenThereIsNoSuchOrder() {
        talk.next();

        assertThat(talk.result("{\"error\":\"no such order\"}").text()).contains("could not find");
    }

    @Test
    void tellsTheStoryAgainInTheSameSession() {
        talk.next();
        talk.result(ORDER).next();
        talk.result("{\"refund_id\":\"re_1\"}").next();

        assertThat(talk.user("Now refund order 43").calls().getFirst().arguments())
                .isEqualTo("{\"order_id\":\"43\"}");
    }

    @Test
    void echoesAnythingElse() {
        assertThat(Talk.with(Script.builtIn()).user("Good morning").text()).isEqualTo("You said: Good morning");
    }

    @Test
    void theBenchLoopCallsOnceARoundAndThenAnswers() {
        var loop = Talk.with(Script.builtIn())
                .model("bench-loop-3")
                .offering("bench_echo")
                .user("go");

        for (int round = 1; round <= 3; round++) {
            var turn = loop.answer();
            assertThat(turn.calls().getFirst().arguments()).isEqualTo("{\"round\":" + round + "}");
            assertThat(turn.delivery().immediate()).isTrue();
            loop.result("{}");
        }
        assertThat(loop.text()).isEqualTo("The loop of bench-loop-3 is complete.");
    }
}
