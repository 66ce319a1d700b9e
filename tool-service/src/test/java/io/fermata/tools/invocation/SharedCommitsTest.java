package io.fermata.tools.invocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SharedCommitsTest {
    private final List<List<Integer>> batches = new CopyOnWriteArrayList<>();

    @Test
    void writesALoneLineAtOnce() {
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(this::doubled);

        assertThat(commits.submit("acme", 21)).isEqualTo(42);
        assertThat(batches).containsExactly(List.of(21));
    }

    @Test
    void sharesOneTransactionAmongThoseWhoCameMeanwhile() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(lines -> {
            first.countDown();
            await(go);
            return doubled(lines);
        });

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Integer> leader = threads.submit(() -> commits.submit("acme", 0));
            first.await();
            List<Thread> followers = IntStream.rangeClosed(1, 20)
                    .mapToObj(line -> Thread.startVirtualThread(() -> commits.submit("acme", line)))
                    .toList();
            org.awaitility.Awaitility.await()
                    .until(() -> followers.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            go.countDown();
            assertThat(leader.get()).isZero();
            for (Thread follower : followers) {
                follower.join();
            }
        }

        assertThat(batches).hasSize(2);
        assertThat(batches.getLast()).hasSize(20);
    }

    @Test
    void keepsTenantsApart() {
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(this::doubled);

        commits.submit("acme", 1);
        commits.submit("globex", 2);

        assertThat(batches).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void tellsItsFailureAndGoesOn() {
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(lines -> {
            if (lines.contains(13)) {
                throw new IllegalArgumentException("thirteen");
            }
            return doubled(lines);
        });

        assertThatThrownBy(() -> commits.submit("acme", 13)).hasMessage("thirteen");
        assertThat(commits.submit("acme", 1)).isEqualTo(2);
    }

    @Test
    void losesNobodyUnderLoad() throws Exception {
        SharedCommits<String, Integer, Integer> commits = new SharedCommits<>(this::doubled);

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
