package io.fermata.testkit.oracle;

import io.fermata.testkit.chat.ChatRequest;
import io.fermata.testkit.chat.Delivery;
import io.fermata.testkit.chat.Delivery.Cut;
import io.fermata.testkit.chat.Delivery.Unit;
import io.fermata.testkit.chat.Ids;
import io.fermata.testkit.chat.Turn;
import io.fermata.testkit.chat.Turn.Answer;
import io.fermata.testkit.http.Exchange;
import io.fermata.testkit.http.Request;
import io.fermata.testkit.json.Json;
import io.fermata.testkit.log.LoggedRequest.Outcome;
import io.fermata.testkit.script.Script;
import io.fermata.testkit.script.ScriptPlayer;
import io.fermata.testkit.wire.ChatEndpoint;
import io.fermata.testkit.wire.Playback;
import io.fermata.testkit.wire.Protocol;
import io.fermata.testkit.wire.Protocol.Asked;
import io.fermata.testkit.wire.Refusal;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A provider that keeps books: what it generated is on the bill, whether or not the answer arrived. */
final class ModelWorld {
    static final String KIND = "model";
    private static final Pattern OPERATION = Pattern.compile("operation ([\\w.-]+)");

    private final Ids ids;
    private final Ledger ledger;
    private final Faults faults;
    private volatile ScriptPlayer player;

    ModelWorld(Ids ids, Ledger ledger, Faults faults, Script script) {
        this.ids = ids;
        this.ledger = ledger;
        this.faults = faults;
        this.player = new ScriptPlayer(script, ids);
    }

    void play(Script script) {
        player = new ScriptPlayer(script, ids);
    }

    void handle(Protocol protocol, Request request, Exchange exchange) {
        exchange.header(protocol.requestIdHeader(), ids.next("req_"));
        try {
            answer(protocol, protocol.read(request, player.script().apiKey()), request, exchange);
        } catch (Refusal refusal) {
            ledger.answered(ledger.received(KIND, null, null, Sha256.hex(request.body())), refusal.status(), null);
            ChatEndpoint.send(exchange, refusal);
        }
    }

    private void answer(Protocol protocol, Asked asked, Request request, Exchange exchange) {
        var entry = ledger.received(KIND, operation(asked.chat()), null, Sha256.hex(request.body()));
        var fault = faults.take(KIND);
        if (fault != null && fault.kind().refuses()) {
            refuse(protocol, entry, fault, exchange);
            return;
        }
        switch (player.answer(asked.chat())) {
            case Turn.Failure failure -> {
                ledger.answered(entry, failure.status(), null);
                exchange.after(failure.before(), () -> ChatEndpoint.send(exchange, protocol.refusal(failure)));
            }
            case Answer answer -> {
                ledger.effect(
                        entry,
                        fault,
                        answer.usage().promptTokens(),
                        answer.usage().completionTokens());
                play(protocol, asked, answer, new Telling(entry, fault, exchange));
            }
        }
    }

    /** What an answer needs on its way out. */
    private record Telling(LedgerEntry entry, @Nullable Fault fault, Exchange exchange) {}

    private void refuse(Protocol protocol, LedgerEntry entry, Fault fault, Exchange exchange) {
        ledger.answered(entry, 429, fault);
        ChatEndpoint.send(exchange, protocol.refusal(new Turn.Failure(429, null, fault.length(), Duration.ZERO)));
    }

    /** Delays and cuts belong to the stream; the others make it no stream at all. */
    private void play(Protocol protocol, Asked asked, Answer answer, Telling telling) {
        var fault = telling.fault();
        boolean streamed =
                asked.stream() && (fault == null || fault.kind() == Fault.Kind.DELAY || fault.kind() == Fault.Kind.CUT);
        if (streamed) {
            var playback = new Playback(telling.exchange(), delivery(answer.delivery(), fault), outcome -> {
                if (outcome == Outcome.ANSWERED) {
                    ledger.answered(telling.entry(), 200, fault);
                }
            });
            playback.stream(protocol.frames(asked, answer));
        } else {
            SpoiltAnswer.send(
                    telling.exchange(),
                    fault,
                    Json.bytes(protocol.body(asked, answer)),
                    () -> ledger.answered(telling.entry(), 200, fault));
        }
    }

    private static Delivery delivery(Delivery scripted, @Nullable Fault fault) {
        if (fault == null) {
            return scripted;
        }
        return fault.kind() == Fault.Kind.CUT
                ? new Delivery(scripted.before(), scripted.perChunk(), new Cut(1, Unit.CHUNKS))
                : new Delivery(fault.length(), scripted.perChunk(), scripted.cut());
    }

    private static @Nullable String operation(ChatRequest chat) {
        var named = OPERATION.matcher(chat.lastUserText());
        return named.find() ? named.group(1) : null;
    }
}
