package io.fermata.policies;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.fermata.starter.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.fermata.policies", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchTests everyService = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule outbound = ArchitectureRules.OUTBOUND_HTTP_GOES_THROUGH_THE_CLIENT;

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
}
