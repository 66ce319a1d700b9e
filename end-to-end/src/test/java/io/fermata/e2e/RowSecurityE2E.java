package io.fermata.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fermata.e2e.support.OneOfEverything;
import io.fermata.e2e.support.ServiceRole;
import io.fermata.e2e.support.Tenant;
import io.fermata.e2e.support.TestPlatform;
import io.fermata.localstack.StackService;
import io.fermata.localstack.junit.LocalStackExtension;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Without any condition in the service's own SQL, the database alone keeps tenants apart: in every table there is. */
@ExtendWith(LocalStackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RowSecurityE2E {
    private Tenant owner;
    private Tenant stranger;

    @BeforeAll
    void somebodyOwnsOneOfEverything() {
        TestPlatform.playDefaultScript();
        owner = OneOfEverything.ownedBy(TestPlatform.newTenant("rows")).owner();
        stranger = TestPlatform.newTenant("no-rows");
    }

    @TestFactory
    Stream<DynamicTest> aForgottenConditionShowsAndChangesNothing() {
        return Arrays.stream(StackService.values())
                .flatMap(service -> service.database().stream())
                .map(database -> dynamicTest(database, () -> requireWalls(database)));
    }

    private void requireWalls(String database) throws Exception {
        try (ServiceRole owners = ServiceRole.of(database, owner.id());
                ServiceRole strangers = ServiceRole.of(database, stranger.id())) {
            List<String> tables = strangers.tenantTables();
            assertThat(tables)
                    .as("where the owner has something to lose")
                    .anySatisfy(table -> assertThat(owners.rows(table)).isNotEmpty());
            assertThat(tables).allSatisfy(table -> {
                assertThat(strangers.tenantsSeenIn(table)).isSubsetOf(stranger.id());
                assertThat(strangers.changes(table, owner.id())).isZero();
                assertThat(owners.rows(table))
                        .allSatisfy(row -> assertThat(strangers.takes(table, row))
                                .as("a row of another tenant in %s", table)
                                .isFalse());
            });
        }
    }
}
