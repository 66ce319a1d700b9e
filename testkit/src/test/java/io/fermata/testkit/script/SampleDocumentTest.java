package io.fermata.testkit.script;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.testkit.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SampleDocumentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'type':'object','properties':{'a':{'type':'string'}}} | {'a':'x'}",
                "{'enum':['yes','no']} | 'yes'",
                "{'const':7} | 7",
                "{'type':['null','string']} | null",
                "{'type':'array','items':{'type':'boolean'},'minItems':2} | [true,true]",
                "{'anyOf':[{'type':'integer','minimum':5}]} | 5",
                "{'$ref':'#/$defs/n','$defs':{'n':{'type':'number'}}} | 0",
                "{'type':'string','minLength':3} | 'xxx'",
            })
    void isTheSimplestDocumentTheSchemaAllows(String schema, String document) {
        assertThat(SampleDocument.of(Json.read(schema.replace('\'', '"'))))
                .isEqualTo(Json.read(document.replace('\'', '"')));
    }
}
