package io.fermata.executor.stream;

import io.fermata.executor.run.Run;
import io.fermata.executor.run.RunStore;
import io.fermata.executor.run.StepRow;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.LastingAccess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Follows one run for one client. Steps carry on from the client's last sequence: a step that comes out of turn sends the
 * follower to the disk, so the stream has no gap and no repeat, on whichever instance and after whatever was lost.
 */
@Component
class RunFollower {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);
    private static final int PAGE = 200;

    private final RunStore runs;
    private final LiveRuns live;

    RunFollower(RunStore runs, LiveRuns live) {
        this.runs = runs;
        this.live = live;
    }

    /** Where the stream goes. */
    interface Client {
        void step(StepRow step) throws IOException;

        void run(Run run) throws IOException;

        void token(long sequence, long index, String text) throws IOException;

        void heartbeat() throws IOException;
    }

    /** Returns when the run has ended, the client's access is taken back, or this instance goes away. */
    void follow(String runId, long lastSequence, LastingAccess access, Client client)
            throws IOException, InterruptedException {
        try (Watch watch = live.watch(runId)) {
            Following following = new Following(runId, lastSequence, client);
            if (following.catchUp()) {
                return;
            }
            News news = null;
            while (!(news instanceof News.Closing)) {
                news = watch.next(HEARTBEAT);
                if (!access.holds() || following.take(news)) {
                    return;
                }
            }
        }
    }

    private Run require(String runId) {
        return runs.find(runId).orElseThrow(() -> ProblemException.notFound("run"));
    }

    private final class Following {
        private final String runId;
        private final Client client;
        private long last;
        private long tokenSequence;
        private long tokenIndex = -1;
        private long version = -1;

        Following(String runId, long last, Client client) {
            this.runId = runId;
            this.last = last;
            this.client = client;
        }

        /** @return whether that was the end */
        boolean take(@Nullable News news) throws IOException {
            switch (news) {
                case null -> {
                    client.heartbeat();
                    return catchUp();
                }
                case News.Step(StepRow step) when step.sequence() == last + 1 -> send(step);
                case News.Step(StepRow step) when step.sequence() <= last -> {}
                case News.Step _ -> sendFromDisk();
                case News.RunChanged _, News.Missed _ -> {
                    return catchUp();
                }
                case News.Token(long sequence, long index, String text) -> token(sequence, index, text);
                case News.Closing _ -> {}
            }
            return false;
        }

        /** The run is read before its steps: once it has ended, none comes after those on disk. */
        boolean catchUp() throws IOException {
            Run run = require(runId);
            sendFromDisk();
            if (run.version() > version) {
                version = run.version();
                client.run(run);
            }
            return run.status().isFinal();
        }

        private void sendFromDisk() throws IOException {
            List<StepRow> page;
            do {
                page = runs.stepsAfter(runId, last, PAGE);
                for (StepRow step : page) {
                    send(step);
                }
            } while (page.size() == PAGE);
        }

        private void send(StepRow step) throws IOException {
            client.step(step);
            last = step.sequence();
        }

        /** A token of a step that is out already is late; one that came by both ways comes once. */
        private void token(long sequence, long index, String text) throws IOException {
            boolean isNew = sequence > tokenSequence || (sequence == tokenSequence && index > tokenIndex);
            if (sequence > last && isNew) {
                tokenSequence = sequence;
                tokenIndex = index;
                client.token(sequence, index, text);
            }
        }
    }
}
