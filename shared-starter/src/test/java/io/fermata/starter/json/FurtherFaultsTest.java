package io.fermata.starter.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JacksonException;

class FurtherFaultsTest {
    private static final Json JSON = Json.standard();

    record Part(String name, @Nullable Integer weight) {
        Part {
            Objects.requireNonNull(name, "name");
            if (name.isBlank()) {
                throw new IllegalArgumentException("must have a name");
            }
        }
    }

    record Whole(
            int count,
            @Nullable List<Part> parts,
            @Nullable Map<String, Integer> sizes,
            @Nullable Boolean open) {}

    @Test
    void areFoundBehindTheFirst() {
        assertThat(places("{\"count\":1,\"open\":\"yes\",\"sizes\":{\"a\":1,\"b\":\"x\",\"c~/\":[]},\"more\":1}"))
                .containsExactly("/open", "/sizes/b", "/sizes/c~0~1", "/more");
    }

    /** A part without its name is refused by itself, and a count that is left out is missing. */
    @Test
    void areNotWhatIsMissingBecauseItWasLeftOut() {
        assertThat(
                        places(
                                "{\"count\":\"1\",\"parts\":[{\"name\":4},{\"name\":\"b\",\"weight\":\"5\"},{\"name\":\" \"}]}"))
                .containsExactly("/count", "/parts/0/name", "/parts/1/weight", "/parts/2");
    }

    @Test
    void endWhereEnoughIsKnown() {
        String many = IntStream.range(0, 100).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));

        assertThat(places("{\"count\":1," + many + "}")).hasSize(FurtherFaults.MOST + 1);
    }

    @Test
    void areNotLookedForInALargeDocument() {
        String sizes = IntStream.range(0, FurtherFaults.LARGE)
                .mapToObj(i -> "\"p" + i + "\":1")
                .collect(Collectors.joining(","));

        assertThat(places("{\"count\":1,\"open\":\"yes\",\"more\":1,\"sizes\":{" + sizes + "}}"))
                .containsExactly("/open");
    }

    @Test
    void areNoneWhereTheWholeDocumentIsOfAnotherKind() {
        assertThat(places("[1]")).containsExactly("");
    }

    private static List<String> places(String document) {
        JacksonException first = Objects.requireNonNull(
                catchThrowableOfType(JacksonException.class, () -> JSON.convert(JSON.read(document), Whole.class)));
        return IntStream.concat(IntStream.of(-1), IntStream.range(0, first.getSuppressed().length))
                .mapToObj(i -> i < 0 ? first : (JacksonException) first.getSuppressed()[i])
                .map(fault -> Places.of(fault).toString())
                .toList();
    }
}
