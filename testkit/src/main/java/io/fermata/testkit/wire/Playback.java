package io.fermata.testkit.wire;

import io.fermata.testkit.chat.Delivery;
import io.fermata.testkit.chat.Delivery.Cut;
import io.fermata.testkit.chat.Delivery.Unit;
import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.log.LoggedRequest.Outcome;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Sends one answer at the pace and to the point its delivery says. */
public final class Playback {
    private static final int OK = 200;

    private final Exchange exchange;
    private final Delivery delivery;
    private final Consumer<Outcome> whenDone;

    public Playback(Exchange exchange, Delivery delivery, Consumer<Outcome> whenDone) {
        this.exchange = exchange;
        this.delivery = delivery;
        this.whenDone = whenDone;
        exchange.whenAbandoned(() -> whenDone.accept(Outcome.ABANDONED));
    }

    /** A whole body; the wait is as long as the stream of so many chunks would have taken. */
    public void body(byte[] json, int chunks) {
        exchange.after(delivery.before().plus(delivery.perChunk().multipliedBy(chunks)), () -> {
            var cut = delivery.cut();
            if (cut == null) {
                exchange.send(OK, "application/json", json);
                whenDone.accept(Outcome.ANSWERED);
            } else {
                int kept = cut.unit() == Unit.BYTES ? Math.min(cut.after(), json.length) : json.length / 2;
                exchange.sendPart(OK, "application/json", Arrays.copyOf(json, kept), json.length + 1);
                whenDone.accept(Outcome.CUT);
            }
        });
    }

    public void stream(List<Frame> frames) {
        exchange.after(delivery.before(), () -> {
            exchange.stream(OK, "text/event-stream; charset=utf-8");
            var kept = kept(frames, delivery.cut());
            if (delivery.perChunk().isZero()) {
                allAtOnce(kept);
            } else {
                paced(kept, 0);
            }
        });
    }

    private void allAtOnce(List<Frame> frames) {
        var bytes = new ByteArrayOutputStream(frames.size() * 256);
        frames.forEach(frame -> bytes.writeBytes(frame.bytes()));
        if (delivery.cut() == null) {
            exchange.end(bytes.toByteArray());
            whenDone.accept(Outcome.ANSWERED);
        } else {
            exchange.write(bytes.toByteArray());
            cutOff();
        }
    }

    private void paced(List<Frame> frames, int next) {
        if (next == frames.size()) {
            finish();
            return;
        }
        var frame = frames.get(next);
        exchange.after(frame.content() && next > 0 ? delivery.perChunk() : Duration.ZERO, () -> {
            exchange.write(frame.bytes());
            paced(frames, next + 1);
        });
    }

    private void finish() {
        if (delivery.cut() == null) {
            exchange.end(new byte[0]);
            whenDone.accept(Outcome.ANSWERED);
        } else {
            cutOff();
        }
    }

    private void cutOff() {
        exchange.abort();
        whenDone.accept(Outcome.CUT);
    }

    private static List<Frame> kept(List<Frame> frames, @Nullable Cut cut) {
        if (cut == null) {
            return frames;
        }
        return cut.unit() == Unit.CHUNKS ? firstChunks(frames, cut.after()) : firstBytes(frames, cut.after());
    }

    private static List<Frame> firstChunks(List<Frame> frames, int chunks) {
        int seen = 0;
        for (int i = 0; i < frames.size(); i++) {
            if (frames.get(i).content() && ++seen > chunks) {
                return frames.subList(0, i);
            }
        }
        return frames;
    }

    private static List<Frame> firstBytes(List<Frame> frames, int bytes) {
        int left = bytes;
        for (int i = 0; i < frames.size(); i++) {
            var frame = frames.get(i);
            if (frame.bytes().length > left) {
                var last = new Frame(Arrays.copyOf(frame.bytes(), left), true);
                return Stream.concat(frames.subList(0, i).stream(), Stream.of(last))
                        .toList();
            }
            left -= frame.bytes().length;
        }
        return frames;
    }
}
