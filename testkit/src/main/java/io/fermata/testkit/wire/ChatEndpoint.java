package io.fermata.testkit.wire;

import io.fermata.testkit.chat.Chunks;
import io.fermata.testkit.chat.Ids;
import io.fermata.testkit.chat.Turn;
import io.fermata.testkit.chat.Turn.Answer;
import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.log.LoggedRequest.Outcome;
import io.fermata.testkit.log.RequestLog;
import io.fermata.testkit.script.ScriptPlayer;
import io.fermata.testkit.wire.Protocol.Asked;

/** One request to a chat model: read, logged, answered by the script, played back. */
public final class ChatEndpoint {
    private final Ids ids;
    private final RequestLog log;

    public ChatEndpoint(Ids ids, RequestLog log) {
        this.ids = ids;
        this.log = log;
    }

    public void handle(Protocol protocol, ScriptPlayer player, Request request, Exchange exchange) {
        exchange.header(protocol.requestIdHeader(), ids.next("req_"));
        Asked asked;
        try {
            asked = protocol.read(request, player.script().apiKey());
        } catch (Refusal refusal) {
            refuse(exchange, refusal, log.received(request, null));
            return;
        }
        long entry = log.received(request, asked.chat().model());
        switch (player.answer(asked.chat())) {
            case Turn.Failure failure -> {
                exchange.whenAbandoned(() -> log.ended(entry, 0, Outcome.ABANDONED));
                exchange.after(failure.before(), () -> refuse(exchange, protocol.refusal(failure), entry));
            }
            case Answer answer -> play(protocol, asked, answer, exchange, entry);
        }
    }

    /** Sends the provider's error. */
    public static void send(Exchange exchange, Refusal refusal) {
        var retryAfter = refusal.retryAfter();
        if (retryAfter != null) {
            exchange.header("retry-after", Long.toString(retryAfter.toSeconds()));
        }
        exchange.send(refusal.status(), "application/json", Json.bytes(refusal.body()));
    }

    private void refuse(Exchange exchange, Refusal refusal, long entry) {
        // Logged first: who has the answer in hand may read the log at once.
        log.ended(entry, refusal.status(), Outcome.REFUSED);
        send(exchange, refusal);
    }

    private void play(Protocol protocol, Asked asked, Answer answer, Exchange exchange, long entry) {
        var playback = new Playback(exchange, answer.delivery(), outcome -> log.ended(entry, 200, outcome));
        if (asked.stream()) {
            playback.stream(protocol.frames(asked, answer));
        } else {
            playback.body(
                    Json.bytes(protocol.body(asked, answer)),
                    Chunks.of(answer.text()).size());
        }
    }
}
