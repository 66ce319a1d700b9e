package io.fermata.starter.ids;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {
    @Test
    void writesAUuidAsThirtyTwoLowerHexDigits() {
        Ids ids = new Ids(() -> UUID.fromString("0192F3A4-0000-7000-8000-00000000000A"));

        assertThat(ids.next("run")).isEqualTo("run_0192f3a4000070008000" + "00000000000a");
    }

    @Test
    void makesIdsThatSortByAge() {
        Ids ids = new IdsAutoConfiguration().ids(Clock.systemUTC());

        List<String> made = Stream.generate(() -> ids.next("run")).limit(10_000).toList();

        assertThat(made).isSorted().doesNotHaveDuplicates();
    }
}
