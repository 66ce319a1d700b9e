package io.fermata.testkit.wire;

import io.fermata.testkit.chat.Delivery;
import io.fermata.testkit.chat.Delivery.Cut;
import io.fermata.testkit.chat.Delivery.Unit;
import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.log.LoggedRequest.Outcome;
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
                whenDone.accept(Outcome.ANSWERED);
                exchange.send(OK, "application/json", json);
            } else {
                int kept = cut.unit() == Unit.BYTES ? Math.min(cut.after(), json.length) : json.length / 2;
                whenDone.accept(Outcome.CUT);
                exchange.sendPart(OK, "application/json", Arrays.copyOf(json, kept), json.length + 1);
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
        var text = new StringBuilder(frames.size() * 256);
        frames.forEach(frame -> text.append(frame.text()));
        if (delivery.cut() == null) {
            whenDone.accept(Outcome.ANSWERED);
            exchange.end(Json.utf8(text.toString()));
        } else {
            exchange.write(Json.utf8(text.toString()));
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
            exchange.write(Json.utf8(frame.text()));
            paced(frames, next + 1);
        });
    }

    private void finish() {
        if (delivery.cut() == null) {
            whenDone.accept(Outcome.ANSWERED);
            exchange.end(new byte[0]);
        } else {
            cutOff();
        }
    }

    private void cutOff() {
        whenDone.accept(Outcome.CUT);
        exchange.abort();
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
            int length = Json.utf8(frames.get(i).text()).length;
            if (length > left) {
                return Stream.concat(frames.subList(0, i).stream(), Stream.of(part(frames.get(i), left)))
                        .toList();
            }
            left -= length;
        }
        return frames;
    }

    /** A character that is cut in two is left out whole. */
    private static Frame part(Frame frame, int bytes) {
        var text = frame.text();
        int end = Math.min(text.length(), bytes);
        while (Json.utf8(text.substring(0, end)).length > bytes) {
            end--;
        }
        return new Frame(text.substring(0, end), true);
    }
}
