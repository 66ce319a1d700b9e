package io.fermata.policies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(packages = "io.fermata.policies", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule theDomainKnowsNoFramework = noClasses()
            .that()
            .haveNameMatching(".*\\.(AuditEvent|AuditFilter|Chain(Link|Head|Anchor|Walk)|Verdict.*|Retention)")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "tools.jackson..", "com.fasterxml..", "java.sql..");

    @ArchTest
    static final ArchRule adaptersAreNobodyElsesBusiness = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .or()
            .haveSimpleNameEndingWith("Consumer")
            .or()
            .haveSimpleNameEndingWith("View")
            .or()
            .haveSimpleNameStartingWith("Jdbc")
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule featuresFormNoCycles =
            slices().matching("io.fermata.policies.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule timeAndIdsAreGivenNotTaken = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(UUID.class, "randomUUID")
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.expression..", "javax.script..", "java.net.http..");
}
