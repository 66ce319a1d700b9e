package io.fermata.identity.apikey;

import io.fermata.contracts.Problems;
import io.fermata.identity.permission.Grant;
import io.fermata.identity.permission.Permissions;
import io.fermata.identity.role.Roles;
import io.fermata.starter.problem.FieldProblem;
import io.fermata.starter.problem.ProblemException;
import io.fermata.starter.security.Caller;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** What a new key shall allow, read from the request and held against what the caller may do. */
final class RequestedGrant {
    private RequestedGrant() {}

    static Grant of(CreateApiKeyRequest request, Roles roles) {
        Grant grant = read(request, roles);
        requireWithin(grant, Caller.current());
        return grant;
    }

    static void requireWithin(Grant grant, Caller caller) {
        if (!grant.isWithin(caller.permissions())) {
            throw ProblemException.of(
                    Problems.FORBIDDEN, "A key must not allow more than who issues, rotates or revokes it.");
        }
    }

    /** The key one uses and those one has issued are one's own to end, whatever they allow. */
    static void requireMayRevoke(ApiKey key, Caller caller) {
        if (!List.of(key.subject(), key.createdBy()).contains(caller.subject())) {
            requireWithin(key.grant(), caller);
        }
    }

    private static Grant read(CreateApiKeyRequest request, Roles roles) {
        if ((request.role() == null) == (request.permissions() == null)) {
            throw ProblemException.validation("/role", "give either a role or permissions");
        }
        return request.role() == null ? explicit(request.permissions()) : ofRole(request.role(), roles);
    }

    private static Grant ofRole(String slug, Roles roles) {
        return new Grant.OfRole(
                roles.find(slug).orElseThrow(() -> ProblemException.validation("/role", "is not a role")));
    }

    private static Grant explicit(List<String> permissions) {
        List<FieldProblem> unknown = IntStream.range(0, permissions.size())
                .filter(index -> !Permissions.exists(permissions.get(index)))
                .mapToObj(index -> new FieldProblem("/permissions/" + index, "is not a permission"))
                .toList();
        if (!unknown.isEmpty()) {
            throw ProblemException.validation(unknown);
        }
        return new Grant.Explicit(Set.copyOf(permissions));
    }
}
