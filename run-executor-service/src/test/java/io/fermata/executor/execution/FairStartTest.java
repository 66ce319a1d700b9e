package io.fermata.executor.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.executor.execution.FairStart.Turn;
import io.fermata.starter.tenancy.TenantId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FairStartTest {

    private static final TenantId BUSY = new TenantId("busy");
    private static final TenantId QUIET = new TenantId("quiet");

    private final FairStart starts = new FairStart(2, 40);

    @Test
    void beginsAtOnceWhileThereIsASlot() {
        assertThat(offer(BUSY, "a")).isPresent();
        assertThat(offer(BUSY, "b")).isPresent();
        assertThat(offer(BUSY, "c")).isEmpty();
    }

    @Test
    void givesASlotWithoutATurnOnlyWhileOneIsFree() {
        offer(BUSY, "a");

        assertThat(starts.take()).isTrue();
        assertThat(starts.take()).isFalse();
        assertThat(starts.waiting()).isZero();
        assertThat(starts.free()).isZero();
    }

    @Test
    void letsTenantsTakeTurnsWhateverTheyAskFor() {
        IntStream.range(0, 8).forEach(i -> offer(BUSY, "busy-" + i));
        offer(QUIET, "quiet-0");
        offer(QUIET, "quiet-1");

        assertThat(order())
                .containsExactly("busy-2", "quiet-0", "busy-3", "quiet-1", "busy-4", "busy-5", "busy-6", "busy-7");
    }

    @Test
    void queuesARunOnce() {
        IntStream.range(0, 2).forEach(i -> offer(BUSY, "busy-" + i));
        offer(QUIET, "twice");
        offer(QUIET, "twice");

        assertThat(order()).containsExactly("twice");
    }

    @Test
    void leavesRoomForOthersWhenOneWantsItAll() {
        IntStream.range(0, 100).forEach(i -> offer(BUSY, "busy-" + i));

        assertThat(starts.waiting()).isEqualTo(10);
        assertThat(starts.hasRoom()).isTrue();
        offer(QUIET, "quiet");
        assertThat(starts.waiting()).isEqualTo(11);
    }

    @Test
    void saysWhenTheRoomIsFull() {
        IntStream.range(0, 60).forEach(i -> offer(new TenantId("tenant-" + i), "run-" + i));

        assertThat(starts.hasRoom()).isFalse();
    }

    @Test
    void givesTheSlotBackWhenNobodyWaits() {
        offer(BUSY, "a");
        starts.release();

        assertThat(starts.free()).isEqualTo(2);
    }

    private List<String> order() {
        List<String> begun = new ArrayList<>();
        for (Optional<Turn> turn = starts.release(); turn.isPresent(); turn = starts.release()) {
            begun.add(turn.get().runId());
        }
        return begun;
    }

    private Optional<Turn> offer(TenantId tenant, String run) {
        return starts.offer(new Turn(tenant, run));
    }
}
