package io.fermata.starter.security;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one issuer has taken back although its signature is good. The list is short, so all of it is fetched whenever it
 * has changed, in the background: no request waits for it. While the issuer is away the last list counts.
 */
final class RevocationList {
    private static final Logger log = LoggerFactory.getLogger(RevocationList.class);

    /** @param tag by which the issuer knows this list again */
    record Listed(String tag, Set<String> fingerprints) {}

    /** Fetches the list, or throws. */
    @FunctionalInterface
    interface Source {
        /** Empty when it is still the one with this tag. */
        Optional<Listed> fetch(String tag);
    }

    private final Source source;
    private volatile Listed listed = new Listed("", Set.of());

    RevocationList(Source source) {
        this.source = source;
    }

    boolean namesAny(List<String> fingerprints) {
        return fingerprints.stream().anyMatch(listed.fingerprints()::contains);
    }

    void refresh() {
        try {
            source.fetch(listed.tag()).ifPresent(changed -> listed = changed);
        } catch (RuntimeException e) {
            log.atWarn().addKeyValue("reason", e.toString()).log("cannot fetch revocations");
        }
    }
}
