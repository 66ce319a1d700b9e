package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Gateway;
import io.fermata.e2e.support.BesideOthers;
import io.fermata.e2e.support.OneOfEverything;
import io.fermata.e2e.support.Operation;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** What only the platform may set is not taken from anybody's body. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@BesideOthers
class MassAssignmentE2E {
    private static final List<String> SERVER_OWNED = List.of(
            "id",
            "tenant_id",
            "tenant",
            "created_at",
            "updated_at",
            "created_by",
            "deleted",
            "version",
            "status",
            "permissions",
            "roles",
            "scope",
            "is_admin",
            "cost_usd",
            "total_tokens",
            "decided_by",
            "key_hash",
            "builtin");

    private OneOfEverything things;
    private List<Operation> operations;
    private Map<String, String> before;

    @BeforeAll
    void somebodyOwnsOneOfEverything() {
        TestPlatform.playDefaultScript();
        things = OneOfEverything.ownedBy(TestPlatform.newTenant("assigned"));
        before = things.seen();
        operations = Operation.documented().toList();
    }

    @AfterAll
    void nothingHasChanged() {
        assertThat(things.seen()).isEqualTo(before);
    }

    @TestFactory
    Stream<DynamicTest> refusesWhatOnlyThePlatformSets() {
        return operations.stream()
                .filter(Operation::hasBody)
                .map(operation -> dynamicTest(operation.toString(), () -> requireRefused(operation)));
    }

    /** A merge patch may name what the thing is made of: its schema is that of the operation that makes one. */
    private Set<String> taken(Operation operation) {
        if (!operation.bodyProperties().isEmpty()) {
            return operation.bodyProperties();
        }
        String collection = operation.path().substring(0, operation.path().lastIndexOf('/'));
        Set<String> names = new TreeSet<>(Set.of("status"));
        operations.stream()
                .filter(other -> other.method().equals("POST") && other.path().equals(collection))
                .forEach(maker -> names.addAll(maker.bodyProperties()));
        return names;
    }

    private void requireRefused(Operation operation) {
        Gateway caller = operation.permissions().equals(Set.of("platform:admin"))
                ? TestPlatform.platformAdmin()
                : things.owner().gateway();
        Set<String> taken = taken(operation);
        assertThat(taken).isNotEmpty();
        SERVER_OWNED.stream().filter(field -> !taken.contains(field)).forEach(field -> {
            Answer answer = caller.send(operation.method(), things.pathOf(operation), Map.of(field, "x"));
            assertThat(answer.status() + " " + answer.json().path("type").asString())
                    .as("%s: %s", field, answer.body())
                    .isEqualTo("400 urn:problem:unknown-property");
        });
    }
}
