package io.fermata.metering;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fermata.starter.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.fermata.metering", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule theDomainKnowsNoFramework = noClasses()
            .that()
            .haveSimpleNameStartingWith("Usage")
            .and()
            .arePublic()
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
    static final ArchRule cycles = ArchitectureRules.FEATURES_FORM_NO_CYCLES;

    @ArchTest
    static final ArchRule clock = ArchitectureRules.TIME_COMES_FROM_A_CLOCK;

    @ArchTest
    static final ArchRule ids = ArchitectureRules.IDS_COME_FROM_IDS;

    @ArchTest
    static final ArchRule evaluators = ArchitectureRules.NO_EVALUATORS_NO_PROCESSES;

    @ArchTest
    static final ArchRule sleeping = ArchitectureRules.NO_SLEEPING;

    @ArchTest
    static final ArchRule permissions = ArchitectureRules.EVERY_OPERATION_DECLARES_WHO_MAY_CALL_IT;

    @ArchTest
    static final ArchRule nothingCallsOut =
            noClasses().should().dependOnClassesThat().resideInAPackage("java.net.http..");
}
