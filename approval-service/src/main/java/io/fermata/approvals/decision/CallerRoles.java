package io.fermata.approvals.decision;

import io.fermata.approvals.approval.Decider;
import io.fermata.starter.security.Caller;
import io.fermata.starter.settings.KnownSettings;
import org.springframework.stereotype.Component;

/** Who is calling, with the roles of their token and what their tenant lets them do. */
@Component
class CallerRoles {
    private final KnownSettings settings;

    CallerRoles(KnownSettings settings) {
        this.settings = settings;
    }

    Decider decider() {
        Caller caller = Caller.current();
        return new Decider(caller.subject(), caller.roles(), !settings.current().preventSelfApproval());
    }
}
