package io.fermata.executor.platform;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator may set under {@code fermata.executor}.
 *
 * @param lease how long a silent instance keeps its runs; a crash is noticed after at most this long
 * @param sweepInterval how often runs without a live owner are looked for
 * @param maxConcurrentRuns runs that one instance executes at once
 * @param maxWaitingRuns runs that wait for their turn on one instance; intake pauses when there is no room for more
 * @param maxQueuedRunsPerTenant runs of a tenant that may wait to begin before further ones are refused
 * @param starts how starts share the instance
 * @param unpricedModels what becomes of calls whose cost nobody can tell
 * @param shortSleep pauses up to this long are waited out in memory, longer ones give the lease back
 */
@ConfigurationProperties(prefix = "fermata.executor", ignoreUnknownFields = false)
public record RunExecutorProperties(
        URI registryUrl,
        URI toolsUrl,
        String defaultModel,
        @DefaultValue("4s") Duration lease,
        @DefaultValue("500ms") Duration sweepInterval,
        @DefaultValue("512") int maxConcurrentRuns,
        @DefaultValue("4096") int maxWaitingRuns,
        @DefaultValue("1000") int maxQueuedRunsPerTenant,
        @DefaultValue Starts starts,
        @DefaultValue("5") int attemptsPerModel,
        @DefaultValue("free") UnpricedModels unpricedModels,
        @DefaultValue("500ms") Duration retryBackoff,
        @DefaultValue("10s") Duration shortSleep,
        @DefaultValue("24h") Duration approvalExpiry,
        Map<String, Provider> providers) {

    public RunExecutorProperties {
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("fermata.executor.lease must be at least 1s: " + lease);
        }
        if (maxConcurrentRuns < 1 || maxWaitingRuns < 1 || maxQueuedRunsPerTenant < 1 || attemptsPerModel < 1) {
            throw new IllegalArgumentException("fermata.executor.max-… and attempts-per-model must all be positive");
        }
        providers = Map.copyOf(providers);
    }

    /**
     * How starts by HTTP share an instance.
     *
     * @param atOnce that are worked on; half of the connections by default
     * @param ofOneTenant of those, while others start runs too; 0 for half the processors, two at least
     * @param mostWaiting of one tenant, before further ones are refused
     * @param alwaysWaiting of one tenant that may wait however long it takes
     * @param longestWait that further ones are let in for, judged by what the last ones took
     * @param rest how many times as long as a start took its place is left empty after it, while others start runs too
     */
    public record Starts(
            @DefaultValue("8") int atOnce,
            @DefaultValue("0") int ofOneTenant,
            @DefaultValue("256") int mostWaiting,
            @DefaultValue("16") int alwaysWaiting,
            @DefaultValue("1s") Duration longestWait,
            @DefaultValue("8") int rest) {

        public Starts {
            if (atOnce < 1 || mostWaiting < 1 || Math.min(alwaysWaiting, Math.min(ofOneTenant, rest)) < 0) {
                throw new IllegalArgumentException(
                        "fermata.executor.starts: at-once and most-waiting must be positive, the others not negative");
            }
            ofOneTenant = ofOneTenant == 0 ? Math.max(2, Runtime.getRuntime().availableProcessors() / 2) : ofOneTenant;
        }
    }

    /** What becomes of calls of models without a price, which no limit in money can stop. */
    public enum UnpricedModels {
        FREE,
        REFUSE
    }

    /** The wire protocol that a provider speaks. */
    public enum Api {
        OPENAI,
        ANTHROPIC
    }

    /**
     * A model provider, offered when it has a base URL: to everybody, or without a key to tenants that bring one.
     *
     * @param maxCallsPerSecond what one instance may ask under this key; null for as much as it likes
     */
    public record Provider(
            Api api,
            @Nullable String baseUrl,
            @Nullable String apiKey,
            @DefaultValue("2m") Duration timeout,
            @DefaultValue("512") int maxConcurrentCalls,
            @Nullable Double maxCallsPerSecond) {

        public Provider {
            if (maxConcurrentCalls < 1 || (maxCallsPerSecond != null && !(maxCallsPerSecond > 0))) {
                throw new IllegalArgumentException(
                        "max-concurrent-calls and max-calls-per-second of a provider must be positive");
            }
        }

        public boolean isOffered() {
            return baseUrl != null && !baseUrl.isBlank();
        }

        public boolean isConfigured() {
            return isOffered() && apiKey != null && !apiKey.isBlank();
        }

        /** The same address under a key that somebody else was given: the pace of the operator's says nothing about it. */
        public Provider under(String key) {
            return new Provider(api, baseUrl, key, timeout, maxConcurrentCalls, null);
        }

        @Override
        public String toString() {
            return "Provider[api=" + api + ", apiKey=***]";
        }
    }
}
