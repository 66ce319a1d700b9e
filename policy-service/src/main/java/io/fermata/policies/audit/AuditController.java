package io.fermata.policies.audit;

import io.fermata.starter.json.Json;
import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit-events")
class AuditController {
    private final AuditLedger ledger;
    private final AuditExport export;
    private final Json json;

    AuditController(AuditLedger ledger, AuditExport export, Json json) {
        this.ledger = ledger;
        this.export = export;
        this.json = json;
    }

    @GetMapping
    @RequiresPermission("audit:read")
    @Operation(
            summary = "List audit events",
            description = "`from` is inclusive and `to` exclusive; each is a time, or a day of UTC. Archived events"
                    + " are left out.")
    Page<AuditEventView> list(
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(name = "resource_type", required = false) @Nullable String resourceType,
            @RequestParam(name = "resource_id", required = false) @Nullable String resourceId,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            PageRequest page) {
        AuditQuery query = new AuditQuery(actor, action, resourceType, resourceId, outcome, from, to);
        return ledger.list(query.filter(), page).map(link -> AuditEventView.of(link, json));
    }

    @GetMapping("/{id}")
    @RequiresPermission("audit:read")
    @Operation(summary = "Read an audit event")
    AuditEventView event(@PathVariable String id) {
        return ledger.find(id)
                .map(link -> AuditEventView.of(link, json))
                .orElseThrow(() -> ProblemException.notFound("audit event"));
    }

    /** The answer is written while it is read: a long trail needs no more memory than a short one. */
    @GetMapping("/export")
    @RequiresPermission("audit:read")
    @Operation(
            summary = "Export audit events",
            description = "Oldest first, a JSON object per line, or CSV with `format=csv`. `from` is inclusive and"
                    + " `to` exclusive; each is a time, or a day of UTC.")
    @ApiResponse(
            responseCode = "200",
            content = {@Content(mediaType = "application/jsonl"), @Content(mediaType = "text/csv")})
    void export(
            @RequestParam(required = false) @Nullable String format,
            @RequestParam(required = false) @Nullable String actor,
            @RequestParam(required = false) @Nullable String action,
            @RequestParam(name = "resource_type", required = false) @Nullable String resourceType,
            @RequestParam(name = "resource_id", required = false) @Nullable String resourceId,
            @RequestParam(required = false) @Nullable String outcome,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            HttpServletResponse response)
            throws IOException {
        AuditQuery query = new AuditQuery(actor, action, resourceType, resourceId, outcome, from, to);
        export.write(ExportFormat.require(format), query.filter(), response);
    }

    @GetMapping("/verify")
    @RequiresPermission("audit:read")
    @Operation(
            summary = "Verify the chain of audit events",
            description = "Walks all events that are not archived; a broken chain is a 200 with `intact` false."
                    + " `hash`, kept elsewhere, shows later that nothing before it was rewritten.")
    VerdictView verify() {
        return VerdictView.of(ledger.verify());
    }
}
