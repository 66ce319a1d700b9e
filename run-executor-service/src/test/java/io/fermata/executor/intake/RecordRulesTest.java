package io.fermata.executor.intake;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.contracts.event.RunRequested;
import io.fermata.executor.run.EventRooms;
import io.fermata.starter.events.EventJson;
import io.fermata.starter.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordRulesTest {

    private static final String LONG = "x".repeat(257);

    private final RecordRules rules = new RecordRules(EventRooms.ofBytes(900_000), Json.standard());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'agent_id':''                          | agent-id-malformed",
                "'agent_id':'LONG'                      | agent-id-malformed",
                "'agent_version':0                      | agent-version-malformed",
                "'agent_version':'1'                    | data-malformed",
                "'agent_version':1.5                    | data-malformed",
                "'session_id':''                        | session-id-malformed",
                "'session_id':'LONG'                    | session-id-malformed",
                "'input':[]                             | input-malformed",
                "'input':{'message':5}                  | input-malformed",
                "'metadata':[]                          | metadata-malformed",
                "'metadata':{'a':'METADATA'}            | metadata-malformed",
                "'trigger':{'source':'martian'}         | trigger-malformed",
                "'trigger':{'source':'channel','user':'LONG'} | trigger-malformed",
                "'run_id':'run of mine'                 | run-id-malformed"
            })
    void refusesWhatTheApiRefuses(String field, String reason) {
        String text = field.replace("METADATA", "x".repeat(20_000)).replace("LONG", LONG);

        assertThatThrownBy(() -> check(record(text))).hasMessage(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'session_id':'thread 42 of the shop'",
                "'agent_version':3",
                "'agent_version':null",
                "'input':{'order':42}",
                "'trigger':{'source':'agent','user':'ünï@example.com'}",
                "'metadata':null",
                "'a_newer_field':true"
            })
    void takesWhatAChannelMaySay(String field) {
        assertThatCode(() -> check(record(field))).doesNotThrowAnyException();
    }

    @Test
    void refusesAnInputThatNoEventCanCarryOn() {
        String large = "x".repeat(900_000);

        assertThatThrownBy(() -> check(record("'input':{'message':'" + large + "'}")))
                .hasMessage("input-too-large");
    }

    private void check(byte[] sent) {
        rules.require(EventJson.read(sent, RunRequested.class), sent);
    }

    /** A good record, but for this field. */
    private static byte[] record(String field) {
        StringBuilder record = new StringBuilder("{" + field);
        for (String good :
                new String[] {"'run_id':'run_1'", "'agent_id':'agt_1'", "'input':{}", "'trigger':{'source':'channel'}"
                }) {
            if (!field.startsWith(good.substring(0, good.indexOf(':')))) {
                record.append(',').append(good);
            }
        }
        return record.append('}').toString().replace('\'', '"').getBytes(UTF_8);
    }
}
