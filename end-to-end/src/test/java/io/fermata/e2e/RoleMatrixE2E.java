package io.fermata.e2e;

import static io.fermata.e2e.http.Json.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.support.BesideOthers;
import io.fermata.e2e.support.Operation;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/** Each role, and each permission alone, at every operation: let in where the document says so, and nowhere else. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@BesideOthers
class RoleMatrixE2E {
    private static final String PLATFORM_ONLY = "platform:admin";
    private static final String NOBODYS = "none_0123456789abcdef0123456789abcdef";

    private Tenant tenant;
    private List<Operation> operations;

    @BeforeAll
    void aTenantAndAllOperations() {
        tenant = TestPlatform.newTenant("roles");
        operations = Operation.documented()
                .filter(operation -> !operation.isPublic())
                .toList();
        assertThat(operations).isNotEmpty();
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> eachPresetRole() {
        return Stream.of("admin", "operator", "viewer", "agent-service")
                .map(role -> dynamicTest(role, () -> {
                    JsonNode holder = tenant.colleague(role).get("/api/v1/me");
                    requireExactly(permissions(holder), role);
                }));
    }

    @TestFactory
    @Execution(ExecutionMode.CONCURRENT)
    Stream<DynamicTest> eachPermissionAlone() {
        Set<String> named = operations.stream()
                .flatMap(operation -> operation.permissions().stream())
                .filter(permission -> !permission.equals(PLATFORM_ONLY))
                .collect(Collectors.toCollection(TreeSet::new));
        return named.stream()
                .map(permission -> dynamicTest(permission, () -> {
                    String role = "only-" + permission.replace(':', '-');
                    tenant.gateway().post("/api/v1/roles", object("name", role, "permissions", List.of(permission)));
                    requireExactly(Set.of(permission), role);
                }));
    }

    private static Set<String> permissions(JsonNode holder) {
        Set<String> permissions = new HashSet<>();
        holder.path("permissions").forEach(permission -> permissions.add(permission.asString()));
        assertThat(permissions).isNotEmpty();
        return permissions;
    }

    private void requireExactly(Set<String> permissions, String role) {
        Gateway holder = tenant.colleague(role);
        List<String> wrong = new ArrayList<>();
        for (Operation operation : operations) {
            boolean may = !Collections.disjoint(operation.permissions(), permissions);
            if (may && operation.streams() && !operation.path().contains("{")) {
                continue; // opens, and does not end: what it shows is shown elsewhere
            }
            int status = status(holder, operation);
            if (may ? status == 403 || status == 401 || status >= 500 : status != 403) {
                wrong.add(status + " " + operation);
            }
        }
        assertThat(wrong).as("%s with %s", role, permissions).isEmpty();
    }

    /** With the id of nothing, and a body that is never good: who may come in is told so, and nothing is done. */
    private static int status(Gateway holder, Operation operation) {
        Object body = operation.hasBody() ? Map.of("no_such_property", true) : null;
        Answer answer = holder.send(operation.method(), operation.pathOf(NOBODYS), body);
        return answer.status();
    }
}
