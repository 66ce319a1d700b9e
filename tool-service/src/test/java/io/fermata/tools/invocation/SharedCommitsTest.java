package io.fermata.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class SharedCommitsTest {
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

    @Test
    void writesALoneLineAtOnce() {
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(this::doubled, _ -> true);

        assertThat(commits.submit("acme", 21)).isEqualTo(42);
        assertThat(batches).containsExactly(List.of(21));
    }

    @Test
    void sharesOneTransactionAmongThoseWhoCameMeanwhile() throws Exception {
        assertThat(submitInCompany(this::doubled)).doesNotContain("failed");

        assertThat(batches).hasSize(2);
        assertThat(batches.getLast()).hasSize(20);
    }

    @Test
    void failsNobodyElseOverOneBadLine() throws Exception {
        List<String> results = submitInCompany(lines -> {
            if (lines.contains(13)) {
                throw new IllegalArgumentException("thirteen");
            }
            return doubled(lines);
        });

        assertThat(results).hasSize(20).containsOnlyOnce("failed");
        assertThat(results.get(12)).isEqualTo("failed");
        assertThat(results.get(13)).isEqualTo("28");
    }

    @Test
    void triesNobodyAgainOverAFailureOfAll() throws Exception {
        AtomicInteger asked = new AtomicInteger();

        List<String> results = submitInCompany(lines -> {
            if (lines.contains(0)) {
                return doubled(lines);
            }
            asked.incrementAndGet();
            throw new IllegalStateException("away");
        });

        assertThat(results).hasSize(20).containsOnly("failed");
        assertThat(asked).hasValue(1);
    }

    @Test
    void doesNotKeepALaneForEachTenantThereEverWas() {
        SharedCommits<Integer, Integer, Integer> commits = new SharedCommits<>(this::doubled, _ -> true);

        for (int tenant = 0; tenant < 3000; tenant++) {
            commits.submit(tenant, 1);
        }

        assertThat(commits.lanes()).isLessThanOrEqualTo(1000);
    }

    @Test
    void keepsTenantsApart() {
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(this::doubled, _ -> true);

        commits.submit("acme", 1);
        commits.submit("globex", 2);

        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void tellsItsFailureAndGoesOn() {
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(
                lines -> {
                    if (lines.contains(13)) {
                        throw new IllegalArgumentException("thirteen");
                    }
                    return doubled(lines);
                },
                _ -> true);

        assertThatThrownBy(() -> commits.submit("acme", 13)).hasMessage("thirteen");
        assertThat(commits.submit("acme", 1)).isEqualTo(2);
    }

    @Test
    void losesNobodyUnderLoad() throws Exception {
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(this::doubled, _ -> true);

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> results = IntStream.range(0, 2000)
                    .mapToObj(line -> threads.submit(() -> commits.submit("acme", line)))
                    .toList();
            for (int i = 0; i < results.size(); i++) {
                assertThat(results.get(i).get()).isEqualTo(2 * i);
            }
        }

        assertThat(batches.stream().mapToInt(List::size).sum()).isEqualTo(2000);
    }

    /** One line alone, and lines 1 to 20 while it is being written. Gives the results of the latter. */
    private static List<String> submitInCompany(Function<List<Integer>, List<Integer>> transaction) throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(
                lines -> {
                    first.countDown();
                    await(go);
                    return transaction.apply(lines);
                },
                IllegalArgumentException.class::isInstance);
        Thread leader = Thread.startVirtualThread(() -> commits.submit("acme", 0));
        first.await();
        List<FutureTask<Integer>> followers = IntStream.rangeClosed(1, 20)
                .mapToObj(line -> new FutureTask<>(() -> commits.submit("acme", line)))
                .toList();
        List<Thread> threads =
                followers.stream().map(Thread::startVirtualThread).toList();
        Awaitility.await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        go.countDown();
        for (Thread thread : threads) {
            thread.join();
        }
        leader.join();
        return followers.stream()
                .map(follower -> follower.state() == Future.State.SUCCESS
                        ? follower.resultNow().toString()
                        : "failed")
                .toList();
    }

    private List<Integer> doubled(List<Integer> lines) {
        batches.add(lines);
        return lines.stream().map(line -> 2 * line).toList();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
