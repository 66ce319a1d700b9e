package io.fermata.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactedStreamTest {
    private static final Set<Detector> ALL = EnumSet.allOf(Detector.class);
    private static final String[] PLANTS = {
        "grace.hopper+navy@mail.example.co.uk",
        "4111 1111 1111 1111",
        "3782-822463-10005",
        "GB82 WEST 1234 5698 7654 32",
        "DE89370400440532013000",
        "+1 (415) 555-2671",
        "(415) 555-2671",
        "078-05-1120",
        "203.0.113.254",
        "Bearer  abc.def-ghi",
        "bearer\n\tgrüße",
        "fk_live_0123456789abcdef",
        "eyJhbGciOi.eyJzdWIi"
    };
    private static final String[] FILLERS = {
        "",
        " ",
        "so ",
        "She wrote: ",
        "No. ",
        "OK 12 ",
        "A1 ",
        "über ",
        "名前は",
        "42.50 EUR\n",
        "\n\n",
        "x",
        "🙂",
        "(",
        "- ",
        "bearer",
        "\u000b",
        "\u00a0"
    };

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsShownIsTheRedactionOfTheWholeWhereverTheTextIsCut(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 60; round++) {
            String text = text(random);
            String whole = Redactor.of(ALL).text(text);

            for (int at = 0; at <= text.length(); at++) {
                assertThat(shown(List.of(text.substring(0, at), text.substring(at))))
                        .as("%s cut at %d", text, at)
                        .isEqualTo(whole);
            }
            assertThat(shown(text.codePoints().mapToObj(Character::toString).toList()))
                    .as(text)
                    .isEqualTo(whole);
            assertThat(shown(pieces(text, random))).as(text).isEqualTo(whole);
        }
    }

    @Test
    void whatWasFoundOnceIsNotFoundAgain() {
        Random random = new Random(9);
        for (int round = 0; round < 500; round++) {
            String once = Redactor.of(ALL).text(text(random));

            assertThat(Redactor.of(ALL).text(once)).isEqualTo(once);
        }
    }

    @Test
    void keepsBackNoMoreThanAWordOfWhatPeopleWrite() {
        RedactedStream stream = Redactor.stream(ALL);

        assertThat(stream.add("The parcel left our house on Mond")).isEqualTo("The parcel left our house on");
        assertThat(stream.add("ay, and ")).isEqualTo(" Monday, and");
        assertThat(stream.add("名前は")).isEqualTo(" 名前は");
        assertThat(stream.end()).isEmpty();
    }

    @Test
    void keepsBackWhatMayBecomeANumberOrAnAddress() {
        RedactedStream stream = Redactor.stream(ALL);

        assertThat(stream.add("pay with 4111 1111 ")).isEqualTo("pay with");
        assertThat(stream.add("1111 1111 ")).isEmpty();
        assertThat(stream.add("please or grace@exam")).isEqualTo(" [card] please or");
        assertThat(stream.add("ple.com")).isEmpty();
        assertThat(stream.end()).isEqualTo(" [email]");
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int part = random.nextInt(1, 4); part >= 0; part--) {
            text.append(FILLERS[random.nextInt(FILLERS.length)])
                    .append(PLANTS[random.nextInt(PLANTS.length)])
                    .append(FILLERS[random.nextInt(FILLERS.length)]);
        }
        return text.toString();
    }

    private static List<String> pieces(String text, Random random) {
        List<String> pieces = new ArrayList<>();
        for (int at = 0; at < text.length(); ) {
            int end = Math.min(text.length(), at + random.nextInt(1, 12));
            pieces.add(text.substring(at, end));
            at = end;
        }
        return pieces;
    }

    private static String shown(List<String> pieces) {
        RedactedStream stream = Redactor.stream(ALL);
        StringBuilder shown = new StringBuilder();
        pieces.forEach(piece -> shown.append(stream.add(piece)));
        return shown.append(stream.end()).toString();
    }
}
