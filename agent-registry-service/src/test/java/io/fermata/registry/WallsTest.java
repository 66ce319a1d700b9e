package io.fermata.registry;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;
import java.util.UUID;

@AnalyzeClasses(packages = "io.fermata.registry", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule featuresDoNotDependOnEachOtherInCircles =
            slices().matching("io.fermata.registry.(*)..").should().beFreeOfCycles();

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
