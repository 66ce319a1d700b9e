package io.fermata.localstack.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fermata.localstack.StackService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JitTest {
    @Test
    void isBriefUnlessAskedOtherwise() {
        assertThat(Jit.of(Map.of())).isEqualTo(Jit.BRIEF);
        assertThat(Jit.of(Map.of("FERMATA_JIT", "brief"))).isEqualTo(Jit.BRIEF);
        assertThat(Jit.of(Map.of("FERMATA_JIT", "full"))).isEqualTo(Jit.FULL);
        assertThat(Jit.isAsked(Map.of())).isFalse();
        assertThat(Jit.isAsked(Map.of("FERMATA_JIT", "brief"))).isTrue();
    }

    @Test
    void refusesAWordItDoesNotKnow() {
        assertThatExceptionOfType(StackException.class)
                .isThrownBy(() -> Jit.of(Map.of("FERMATA_JIT", "fast")))
                .withMessage("FERMATA_JIT is brief or full, not 'fast'");
    }

    @Test
    void tellsARunningProgramFromOneWithOtherCompilers() {
        List<String> full = ServiceJvm.options(StackService.EXECUTOR, Jit.FULL);
        List<String> brief = ServiceJvm.options(StackService.EXECUTOR, Jit.BRIEF);

        assertThat(Jit.same(full, Jit.FULL.busy())).isTrue();
        assertThat(Jit.same(brief, Jit.BRIEF.busy())).isTrue();
        assertThat(Jit.same(brief, Jit.FULL.busy())).isFalse();
        assertThat(Jit.same(full, Jit.BRIEF.busy())).isFalse();
    }

    @Test
    void sparesTheSecondCompilerWhereNoRunPassesThrough() {
        assertThat(ServiceJvm.options(StackService.IDENTITY, Jit.FULL))
                .isEqualTo(ServiceJvm.options(StackService.IDENTITY, Jit.BRIEF));
    }
}
