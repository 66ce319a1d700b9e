package io.fermata.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.fermata.starter.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.fermata.identity", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchTests everyService = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule outbound = ArchitectureRules.OUTBOUND_HTTP_GOES_THROUGH_THE_CLIENT;

    @ArchTest
    static final ArchRule controllersViewsAndRowsStayInside = classes()
            .that()
            .haveNameMatching(".*(Controller|View|Request|Row|Rows)")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule theDomainIsPlainJava = noClasses()
            .that()
            .haveNameMatching(
                    ".*\\.(Role|Grant|Permissions|Tenant|TenantStatus|User|ApiKey|KeyState|IssuedKey|CustomRole|ServiceAccount|Application|Scopes|PasswordRules|SignedIn)(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "tools.jackson..", "org.hibernate..");
}
