package io.fermata.metering.usage;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/usage")
class UsageController {
    private final UsageLedger ledger;

    UsageController(UsageLedger ledger) {
        this.ledger = ledger;
    }

    @GetMapping("/events")
    @RequiresPermission("billing:read")
    @Operation(
            summary = "List usage events",
            description = "One for each attempt at a model or tool call, shortly after it; `cost_usd` is in US"
                    + " dollars. `from` is inclusive and `to` exclusive; each is a time, or a day of UTC.")
    Page<UsageEventView> events(
            @RequestParam(name = "run_id", required = false) @Nullable String runId,
            @RequestParam(name = "agent_id", required = false) @Nullable String agentId,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to,
            PageRequest page) {
        UsageQuery query = new UsageQuery();
        UsageFilter filter = new UsageFilter(runId, agentId, query.kind(kind), query.period(from, to));
        query.requireValid();
        return ledger.list(filter, page).map(UsageEventView::of);
    }

    @GetMapping("/summary")
    @RequiresPermission("billing:read")
    @Operation(
            summary = "Sum up usage",
            description = "`group_by` is `agent`, `model`, `provider`, `tool` or `day` of UTC;"
                    + " `key` is null where it does not apply, and `cost_usd` is in US dollars. `from` is inclusive"
                    + " and `to` exclusive; each is a time, or a day of UTC.")
    UsageSummaryView summary(
            @Parameter(required = true) @RequestParam(name = "group_by", required = false) @Nullable String groupBy,
            @RequestParam(required = false) @Nullable String from,
            @RequestParam(required = false) @Nullable String to) {
        UsageQuery query = new UsageQuery();
        Grouping grouping = query.grouping(groupBy);
        Period period = query.period(from, to);
        query.requireValid();
        return UsageSummaryView.of(ledger.summarize(grouping, period));
    }
}
