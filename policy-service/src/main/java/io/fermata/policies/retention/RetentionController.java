package io.fermata.policies.retention;

import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.RequiresPermission;
import io.swagger.v3.oas.annotations.Operation;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/audit-events/retention")
class RetentionController {
    private final Retentions retentions;
    private final ChangeRetention change;

    RetentionController(Retentions retentions, ChangeRetention change) {
        this.retentions = retentions;
        this.change = change;
    }

    record RetentionView(int hotDays) {}

    record RetentionRequest(@Nullable Integer hotDays) {}

    @GetMapping
    @RequiresPermission("audit:read")
    @Operation(
            summary = "Read how long audit events are kept",
            description = "In days, after which they move to the archive.")
    RetentionView retention() {
        return new RetentionView(retentions.current().hotDays());
    }

    @PutMapping
    @RequiresPermission("policies:write")
    @Operation(
            summary = "Change how long audit events are kept",
            description = "From 1 to 3650 days. Older events move to the platform's archive, if it has one, and are"
                    + " not shown any more.")
    RetentionView change(@RequestBody RetentionRequest wanted) {
        Integer days = wanted.hotDays();
        if (days == null || !Retention.isValid(days)) {
            throw ProblemException.validation(
                    "/hot_days", "must be from " + Retention.SHORTEST + " to " + Retention.LONGEST);
        }
        return new RetentionView(change.handle(new Retention(days)).hotDays());
    }
}
