package io.fermata.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.fermata.starter.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.fermata.registry", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchTests everyService = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule outbound = ArchitectureRules.OUTBOUND_HTTP_GOES_THROUGH_THE_CLIENT;

    @ArchTest
    static final ArchRule theDomainKnowsNoFramework = noClasses()
            .that()
            .resideInAnyPackage("..registry.rules..", "..registry.profile..", "..registry.lifecycle..")
            .or()
            .haveFullyQualifiedName("io.fermata.registry.config.AgentConfig")
            .or()
            .haveFullyQualifiedName("io.fermata.registry.config.ConfigRules")
            .or()
            .haveFullyQualifiedName("io.fermata.registry.agent.Agent")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "org.hibernate..", "tools.jackson..");

    @ArchTest
    static final ArchRule adaptersAreNobodyElsesBusiness = classes()
            .that()
            .haveSimpleNameEndingWith("Controller")
            .or()
            .haveSimpleNameEndingWith("Row")
            .or()
            .haveSimpleNameEndingWith("Rows")
            .or()
            .haveSimpleNameStartingWith("Jpa")
            .or()
            .haveSimpleNameStartingWith("Http")
            .should()
            .bePackagePrivate();
}
