package io.fermata.approvals.approval;

import java.util.Set;

/**
 * Someone who may hold the permission to decide; whether they may decide this one is up to its {@link Terms}.
 *
 * @param mayApproveOwn whether their tenant lets people approve what a run of their own asks for
 */
public record Decider(String subject, Set<String> roles, boolean mayApproveOwn) {
    public Decider {
        roles = Set.copyOf(roles);
    }

    boolean isNamed(String subjectOrRole) {
        return subject.equals(subjectOrRole) || roles.contains(subjectOrRole);
    }
}
