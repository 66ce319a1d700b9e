package io.fermata.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaCompatibilityTest {
    private static final String RELEASED = """
            {"type":"object","required":["id","status"],"properties":{
              "id":{"type":"string","minLength":1},
              "status":{"type":"string","enum":["open","closed"]},
              "note":{"type":["string","null"]},
              "tags":{"type":"array","items":{"type":"string"}},
              "error":{"type":"object","required":["code"],"properties":{"code":{"type":"string"}}}}}""";

    @ParameterizedTest
    @MethodSource("io.fermata.contracts.Documents#events")
    void everyReleasedSchemaStillHolds(EventContract event) {
        assertThat(SchemaCompatibility.breaks(
                        Documents.json("/released/" + event.name() + ".json"), Documents.schema(event)))
                .as("copy a new schema to src/test/resources/released; change a released one only by adding")
                .isEmpty();
    }

    @Test
    void nothingChangedBreaksNothing() {
        assertThat(SchemaCompatibility.breaks(Documents.MAPPER.readTree(RELEASED), Documents.MAPPER.readTree(RELEASED)))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            `"note":{"type":["string","null"]},`       | `"note":{"type":["string","null"]},"more":{"type":"integer"},`
            `["open","closed"]`                        | `["open","closed","merged"]`
            `{"type":"string","minLength":1}`          | `{"type":"string","minLength":1,"description":"words"}`
            """)
    void growingBreaksNothing(String released, String grown) {
        assertThat(breaks(released, grown)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            removed property    | `"note":{"type":["string","null"]},`  | ``                                      | /note is gone
            renamed property    | `"note":{`                            | `"remark":{`                            | /note is gone
            narrower type       | `["string","null"]`                   | `"string"`                              | /note has another type
            wider type          | `{"type":"string","minLength":1}`     | `{"type":["string","null"],"minLength":1}` | /id has another type
            new required        | `["id","status"]`                     | `["id","status","note"]`                | / requires more
            no longer required  | `["id","status"]`                     | `["id"]`                                | / promises less
            narrowed enum       | `["open","closed"]`                   | `["open"]`                              | /status lost an enum value
            new enum            | `"note":{`                            | `"note":{"enum":["a",null],`            | /note has an enum now
            new limit           | `"minLength":1`                       | `"minLength":2`                         | /id has another minLength
            new pattern         | `"minLength":1`                       | `"minLength":1,"pattern":"^a"`          | /id has another pattern
            other items         | `"items":{"type":"string"}`           | `"items":{"type":"integer"}`            | /tags/items has another type
            nested removal      | `"properties":{"code":{"type":"string"}}` | `"properties":{}`                   | /error/code is gone
            nested requirement  | `"required":["code"]`                 | `"required":["code","why"]`             | /error requires more
            closed object       | `{"type":"object","required":["id"`   | `{"additionalProperties":false,"type":"object","required":["id"` | / treats additional properties in another way
            """)
    void findsWhatBreaks(String what, String released, String changed, String expected) {
        assertThat(breaks(released, changed)).as(what).contains(expected);
    }

    private static java.util.List<String> breaks(String released, String changed) {
        assertThat(RELEASED).contains(released);
        return SchemaCompatibility.breaks(
                Documents.MAPPER.readTree(RELEASED), Documents.MAPPER.readTree(RELEASED.replace(released, changed)));
    }
}
