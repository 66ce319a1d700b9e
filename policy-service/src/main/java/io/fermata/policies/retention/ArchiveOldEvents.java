package io.fermata.policies.retention;

import io.fermata.policies.audit.ChainAnchor;
import io.fermata.policies.audit.ChainHash;
import io.fermata.policies.audit.ChainHead;
import io.fermata.policies.audit.ChainLink;
import io.fermata.policies.audit.ChainRows;
import io.fermata.policies.audit.ChainWalk;
import io.fermata.starter.json.Json;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Moves a tenant's events that have had their time to a file. The file is written first; rows and anchor change in one
 * transaction after it, so a crash leaves a file too many and never an event too few.
 */
@Service
class ArchiveOldEvents {
    private static final Logger log = LoggerFactory.getLogger(ArchiveOldEvents.class);

    private final ArchiveRows rows;
    private final ChainRows chain;
    private final Retentions retentions;
    private final ChainHash hash;
    private final Json json;
    private final Clock clock;

    ArchiveOldEvents(ArchiveRows rows, ChainRows chain, Retentions retentions, ChainHash hash, Json json, Clock clock) {
        this.rows = rows;
        this.chain = chain;
        this.retentions = retentions;
        this.hash = hash;
        this.json = json;
        this.clock = clock;
    }

    /** One file's worth for the current tenant; how many events went. */
    @Transactional
    public long handle(Path directory, int atMost) {
        TenantId tenant = Tenants.current();
        if (!rows.lock(tenant)) {
            return 0;
        }
        ChainHead from = chain.anchor().map(ChainAnchor::head).orElse(ChainHead.NONE);
        List<ChainLink> links = rows.oldest(from, retentions.current(), atMost);
        if (links.isEmpty() || !holds(tenant, from, links)) {
            return 0;
        }
        try {
            ArchiveFile file = new ArchiveFile(directory, tenant.value(), hash, json);
            rows.anchor(links, file.write(from, links), clock.instant());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows.dropArchived();
    }

    /** A chain that was tampered with stays where it can be looked at. */
    private boolean holds(TenantId tenant, ChainHead from, List<ChainLink> links) {
        ChainWalk walk = new ChainWalk(hash, tenant.value(), from);
        for (ChainLink link : links) {
            if (walk.step(link).isPresent()) {
                log.atError().addKeyValue("sequence", link.sequence()).log("the audit chain is broken: not archived");
                return false;
            }
        }
        return true;
    }
}
