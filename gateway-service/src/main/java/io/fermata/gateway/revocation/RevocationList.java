package io.fermata.gateway.revocation;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Follows identity-service's list of revocations. It is short, so the whole of it is fetched when it has changed. While
 * identity-service is away the last list counts.
 */
public final class RevocationList implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RevocationList.class);
    private static final Duration LONGEST_INTERVAL = Duration.ofSeconds(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final WebClient http;
    private final Duration interval;
    private volatile Known known = new Known("", Set.of());
    private volatile @Nullable Disposable polling;

    private record Known(String tag, Set<String> fingerprints) {}

    /** @param interval how often is asked; at most 30 s, so that what is revoked is refused within a minute */
    public RevocationList(WebClient http, Duration interval) {
        if (!interval.isPositive() || interval.compareTo(LONGEST_INTERVAL) > 0) {
            throw new IllegalArgumentException("fermata.gateway.revocations must be between 1ms and 30s");
        }
        this.http = http;
        this.interval = interval;
    }

    /** Whether the token, its subject or its tenant was revoked. */
    public boolean refuses(String tokenId, String subject, String tenant) {
        Set<String> revoked = known.fingerprints();
        return !revoked.isEmpty()
                && Stream.of("token:" + tokenId, "subject:" + subject, "tenant:" + tenant)
                        .map(RevocationList::fingerprint)
                        .anyMatch(revoked::contains);
    }

    @Override
    public void start() {
        polling = Flux.interval(Duration.ZERO, interval)
                .onBackpressureDrop()
                .concatMap(_ -> fetch())
                .subscribe();
    }

    @Override
    public void stop() {
        Disposable running = polling;
        if (running != null) {
            running.dispose();
            polling = null;
        }
    }

    @Override
    public boolean isRunning() {
        return polling != null;
    }

    private Mono<Void> fetch() {
        return http.get()
                .uri("/internal/v1/revocations")
                .header(HttpHeaders.IF_NONE_MATCH, known.tag())
                .exchangeToMono(this::remember)
                .timeout(PATIENCE)
                .onErrorResume(failure -> {
                    log.atDebug().addKeyValue("reason", failure.toString()).log("revocations not fetched");
                    return Mono.empty();
                });
    }

    private Mono<Void> remember(ClientResponse answer) {
        if (!answer.statusCode().isSameCodeAs(HttpStatus.OK)) {
            return answer.releaseBody();
        }
        String tag =
                answer.headers().header(HttpHeaders.ETAG).stream().findFirst().orElse("");
        return answer.bodyToMono(JsonNode.class)
                .doOnNext(body -> known = new Known(
                        tag,
                        body.path("revoked")
                                .valueStream()
                                .map(JsonNode::asString)
                                .collect(Collectors.toSet())))
                .then();
    }

    static String fingerprint(String what) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(what.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }
}
