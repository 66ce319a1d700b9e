package io.fermata.identity;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fermata.identity", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule packagesDoNotGoInCircles =
            slices().matching("io.fermata.identity.(*)..").should().beFreeOfCycles();

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

    @ArchTest
    static final ArchRule timeAndIdsComeFromOutside = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID");

    @ArchTest
    static final ArchRule nothingEvaluatesInputOrCallsOut = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.expression..", "javax.script..", "java.net.http..", "reactor..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class);
}
