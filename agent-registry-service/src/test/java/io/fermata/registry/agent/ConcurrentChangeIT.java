package io.fermata.registry.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.registry.support.Registry;
import io.fermata.registry.support.RegistryTest;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@RegistryTest
class ConcurrentChangeIT {
    private static final int WRITERS = 8;

    @LocalServerPort
    private int port;

    @Test
    void ofWritersThatSawTheSameTagOneWins() throws Exception {
        Registry registry = Registry.at(port);
        String agent = registry.agent("{\"name\":\"helper\"}");
        String etag = registry.get(agent).etag();

        List<Integer> statuses = atOnce(writer -> registry.patch(
                        agent, "{\"config\":{\"max_tokens\":" + (100 + writer) + "}}", "If-Match", etag)
                .status());

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 412);
        assertThat(registry.get(agent).body().at("/version").asInt()).isEqualTo(2);
    }

    @Test
    void withoutATagEveryVersionThatWasAnsweredIsThereAndNoOther() throws Exception {
        Registry registry = Registry.at(port);
        String agent = registry.agent("{\"name\":\"helper\"}");

        List<Integer> statuses =
                atOnce(writer -> registry.patch(agent, "{\"config\":{\"max_tokens\":" + (100 + writer) + "}}")
                        .status());

        long made = statuses.stream().filter(status -> status == 200).count();
        assertThat(statuses).contains(200).containsOnly(200, 409);
        assertThat(registry.get(agent + "/versions?limit=100")
                        .body()
                        .at("/data")
                        .size())
                .isEqualTo(1 + (int) made);
    }

    private static List<Integer> atOnce(java.util.function.IntFunction<Integer> write) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        List<Future<Integer>> answers = new ArrayList<>();
        try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                answers.add(writers.submit(() -> {
                    start.await();
                    return write.apply(number);
                }));
            }
            start.countDown();
        }
        List<Integer> statuses = new ArrayList<>();
        for (Future<Integer> answer : answers) {
            statuses.add(answer.get());
        }
        return statuses;
    }
}
