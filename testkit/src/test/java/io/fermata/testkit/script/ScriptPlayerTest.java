package io.fermata.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.testkit.chat.OutputFormat;
import io.fermata.testkit.chat.Role;
import io.fermata.testkit.chat.ToolCall;
import io.fermata.testkit.chat.ToolChoice;
import io.fermata.testkit.chat.ToolChoice.Mode;
import io.fermata.testkit.chat.Turn;
import io.fermata.testkit.chat.Turn.Failure;
import io.fermata.testkit.chat.Turn.Finish;
import io.fermata.testkit.json.Json;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptPlayerTest {

    @Test
    void theFirstRuleThatMatchesAnswers() {
        var script = Script.when(m -> m.user("weather"))
                .replies("Sunny.")
                .when(m -> m.user("WEATHER"))
                .replies("never reached")
                .otherwise()
                .replies("What?")
                .build();

        assertThat(Talk.with(script).user("How is the weather?").text()).isEqualTo("Sunny.");
        assertThat(Talk.with(script).user("Hm").text()).isEqualTo("What?");
    }

    @Test
    void capturesReachTheArgumentsAndKeepTheirType() {
        var script = Script.when(m -> m.userMatches("order (?<order_id>\\d+)").round(1))
                .calls("orders.lookup", Map.of("order_id", "{{order_id}}"))
                .when(m -> m.toolAnswered("orders.lookup"))
                .calls(
                        "orders.refund",
                        Map.of("amount", "{{tool_result.amount}}", "note", "for {{tool_result/order/id}}"))
                .build();
        var talk = Talk.with(script).user("refund order 42");

        assertThat(talk.calls()).extracting(ToolCall::arguments).containsExactly("{\"order_id\":\"42\"}");
        var refund = talk.result("{\"order\":{\"id\":\"A-1\",\"amount\":42.50}}")
                .calls()
                .getFirst();
        assertThat(refund.name()).isEqualTo("orders.refund");
        assertThat(Json.read(refund.arguments())).isEqualTo(Json.read("{\"amount\":42.50,\"note\":\"for A-1\"}"));
        assertThat(refund.arguments()).contains("42.50");
    }

    @Test
    void whatIsNoJsonIsSentInPlaceOfArguments() {
        var script = Script.always()
                .with(reply -> reply.garbledCall("orders.lookup", "{\"order_id\": \"4"))
                .build();

        assertThat(Talk.with(script).user("x").calls())
                .extracting(ToolCall::arguments)
                .containsExactly("{\"order_id\": \"4");
    }

    @Test
    void aToolIsCalledByTheNameUnderWhichItIsOffered() {
        var script = Script.always().calls("orders.lookup", Map.of()).build();

        assertThat(Talk.with(script)
                        .offering("orders__lookup")
                        .user("x")
                        .calls()
                        .getFirst()
                        .name())
                .isEqualTo("orders__lookup");
    }

    @Test
    void aRuleWithALimitGivesWayWithinItsConversation() {
        var script = Script.when(m -> m.user("go"))
                .replies("once")
                .times(1)
                .otherwise()
                .replies("later")
                .build();
        var talk = Talk.with(script).user("go");

        assertThat(talk.text()).isEqualTo("once");
        assertThat(talk.user("go").text()).isEqualTo("later");
    }

    @Test
    void repliesFollowEachOtherAndTheLastIsRepeated() {
        var script = Script.always().replies("one").then().replies("two").build();
        var talk = Talk.with(script);

        assertThat(talk.user("a").text()).isEqualTo("one");
        assertThat(talk.user("b").text()).isEqualTo("two");
        assertThat(talk.user("c").text()).isEqualTo("two");
    }

    @Test
    void aRepeatedRequestGoesOnWhereTheFailureLeftIt() {
        var script = Script.always()
                .fails(429, Duration.ofSeconds(1))
                .then()
                .fails(500)
                .then()
                .replies("fine")
                .build();
        var talk = Talk.with(script).user("x");

        assertThat(((Failure) talk.next()).status()).isEqualTo(429);
        assertThat(((Failure) talk.next()).status()).isEqualTo(500);
        assertThat(talk.text()).isEqualTo("fine");
    }

    @Test
    void twoConversationsWithTheSameWordsDoNotDisturbEachOther() {
        var player = Talk.player(Script.when(m -> m.user("go"))
                .calls("step", Map.of())
                .times(2)
                .otherwise()
                .replies("done")
                .build());
        var one = Talk.with(player).user("go");
        var two = Talk.with(player).user("go");

        assertThat(one.calls()).hasSize(1);
        assertThat(two.calls()).hasSize(1);
        assertThat(one.result("ok").calls()).hasSize(1);
        assertThat(one.result("ok").text()).isEqualTo("done");
        assertThat(two.result("ok").calls()).hasSize(1);
        assertThat(two.result("ok").text()).isEqualTo("done");
    }

    @Test
    void aRequestRepeatedAfterItsAnswerIsAnsweredTheSame() {
        var player = Talk.player(
                Script.always().replies("first").then().replies("second").build());

        assertThat(Talk.with(player).user("again").text()).isEqualTo("first");
        assertThat(Talk.with(player).user("again").text()).isEqualTo("first");
    }

    @Test
    void modelSystemRoleAndHeaderNarrowARule() {
        var script = Script.when(m -> m.model("gpt-4o").system("pirate").lastRole(Role.USER))
                .replies("Arr.")
                .build();

        assertThat(Talk.with(script)
                        .model("gpt-4o")
                        .system("You are a Pirate")
                        .user("hi")
                        .text())
                .isEqualTo("Arr.");
        assertThat(Talk.with(script)
                        .model("gpt-4o-mini")
                        .system("You are a pirate")
                        .user("hi")
                        .text())
                .isEqualTo("You said: hi");
    }

    @Test
    void toolChoiceIsObeyed() {
        var script = Script.when(m -> m.user("go"))
                .calls("step", Map.of())
                .otherwise()
                .replies("words")
                .build();
        var none = new ToolChoice(Mode.NONE, null, true);
        var other = new ToolChoice(Mode.REQUIRED, "other", true);

        var refrained = Talk.with(script).offering("step").user("go").next(none, OutputFormat.TEXT);
        var forced = Talk.with(script).offering("step", "other").user("go").next(other, OutputFormat.TEXT);

        assertThat(((Turn.Answer) refrained).text()).isEqualTo("words");
        assertThat(((Turn.Answer) forced).calls()).extracting(ToolCall::name).containsExactly("other");
    }

    @Test
    void structuredOutputCanBeScriptedTruncatedOrSampled() {
        var script = Script.when(m -> m.user("whole"))
                .answersJson(Map.of("ok", true))
                .when(m -> m.user("broken"))
                .answersJson(Map.of("ok", true))
                .truncatedAt(4)
                .build();
        var schema = Json.read("{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\",\"minimum\":3}}}");
        var sampled = Talk.with(script).user("?").next(ToolChoice.auto(), new OutputFormat(true, schema));

        assertThat(Talk.with(script).user("whole").text()).isEqualTo("{\"ok\":true}");
        var broken = Talk.with(script).user("broken").answer();
        assertThat(broken.text()).isEqualTo("{\"ok");
        assertThat(broken.finish()).isEqualTo(Finish.LENGTH);
        assertThat(((Turn.Answer) sampled).text()).isEqualTo("{\"n\":3}");
    }

    @Test
    void aStrictScriptRefusesWhatItDoesNotKnow() {
        var script = Script.when(m -> m.user("weather"))
                .replies("yes")
                .done()
                .strict()
                .build();

        assertThat(Talk.with(script).user("unknown").next())
                .isInstanceOfSatisfying(
                        Failure.class, failure -> assertThat(failure.message()).contains("unknown"));
    }
}
