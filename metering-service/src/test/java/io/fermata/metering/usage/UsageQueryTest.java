package io.fermata.metering.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class UsageQueryTest {
    private final UsageQuery query = new UsageQuery();

    @Test
    void aDayBeginsAtMidnightInUtcWhereverTheMachineIs() {
        Period november = query.period("2026-11-01", "2026-12-01");

        query.requireValid();
        assertThat(november.from()).isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
        assertThat(november.to()).isEqualTo(Instant.parse("2026-12-01T00:00:00Z"));
    }

    @Test
    void aTimeMayHaveAnOffset() {
        assertThat(query.period("2026-11-01T01:00:00+01:00", null).from())
                .isEqualTo(Instant.parse("2026-11-01T00:00:00Z"));
    }

    @Test
    void anEndLeftOutIsOpen() {
        assertThat(query.period(null, null)).isEqualTo(new Period(null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday,  ,           /from",
        "2026-02-30, ,           /from",
        ",           2026-1-1,   /to",
        "2026-11-02, 2026-11-01, /to",
        "2026-11-01, 2026-11-01, /to"
    })
    void whatMakesNoSenseIsNamed(String from, String to, String pointer) {
        query.period(from, to);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(query::requireValid)
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(FieldProblem::pointer)
                        .containsExactly(pointer));
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        query.grouping("colour");
        query.kind("dream");
        query.period("x", "y");

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(query::requireValid)
                .satisfies(problem -> assertThat(problem.errors())
                        .extracting(FieldProblem::pointer)
                        .containsExactly("/group_by", "/kind", "/from", "/to"));
    }

    @ParameterizedTest
    @EnumSource(Grouping.class)
    void everyGroupingIsFoundByItsWord(Grouping grouping) {
        assertThat(query.grouping(grouping.word())).isEqualTo(grouping);
        query.requireValid();
    }
}
