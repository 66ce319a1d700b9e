package io.fermata.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fermata.contracts", importOptions = ImportOption.DoNotIncludeTests.class)
class ContractsWallTest {
    @ArchTest
    static final ArchRule CONTRACTS_NEED_NO_FRAMEWORK = classes()
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.fermata.contracts..",
                    "com.fasterxml.jackson.annotation..",
                    "tools.jackson.databind..",
                    "io.cloudevents..",
                    "org.apache.kafka..",
                    "org.jspecify..");

    @ArchTest
    static final ArchRule EVENTS_KNOW_NO_TRANSPORT = classes()
            .that()
            .resideInAPackage("..event..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "io.fermata.contracts.event..",
                    "com.fasterxml.jackson.annotation..",
                    "tools.jackson.databind..",
                    "org.jspecify..");
}
