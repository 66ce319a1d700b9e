package io.fermata.registry.version;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.starter.json.Json;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigDiffTest {
    private static final Json JSON = Json.standard();

    @Test
    void equalConfigurationsDoNotDiffer() {
        assertThat(diff("{\"a\":{\"b\":[1]}}", "{\"a\":{\"b\":[1]}}")).isEmpty();
    }

    @Test
    void eachMemberThatDiffersIsOneChangeWithItsPointer() {
        assertThat(diff("{\"a\":{\"b\":1,\"x/y\":2},\"l\":[1]}", "{\"a\":{\"b\":3,\"c\":4},\"l\":[1,2]}"))
                .containsExactly(
                        "{\"op\":\"replace\",\"path\":\"/a/b\",\"before\":1,\"after\":3}",
                        "{\"op\":\"remove\",\"path\":\"/a/x~1y\",\"before\":2,\"after\":null}",
                        "{\"op\":\"add\",\"path\":\"/a/c\",\"before\":null,\"after\":4}",
                        "{\"op\":\"replace\",\"path\":\"/l\",\"before\":[1],\"after\":[1,2]}");
    }

    private static List<String> diff(String before, String after) {
        return ConfigDiff.between(JSON.read(before), JSON.read(after)).stream()
                .map(JSON::write)
                .toList();
    }
}
