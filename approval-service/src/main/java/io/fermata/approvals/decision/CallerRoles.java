package io.fermata.approvals.decision;

import io.fermata.approvals.approval.Decider;
import io.fermata.starter.security.Caller;
import org.springframework.stereotype.Component;

/** Who is calling, with the roles of their token. */
@Component
class CallerRoles {
    Decider decider() {
        Caller caller = Caller.current();
        return new Decider(caller.subject(), caller.roles());
    }
}
