package io.fermata.executor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.fermata.starter.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.fermata.executor", importOptions = DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchTests everyService = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule outbound = ArchitectureRules.OUTBOUND_HTTP_GOES_THROUGH_THE_CLIENT;

    @ArchTest
    static final ArchRule theMachineIsPure = classes()
            .that(resideInAnyPackage("io.fermata.executor.machine.."))
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.fermata.executor.machine..", "java..", "org.jspecify..");

    @ArchTest
    static final ArchRule theMachineKnowsNoDatabaseAndNoNetwork = noClasses()
            .that()
            .resideInAPackage("io.fermata.executor.machine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "java.net..", "java.io..", "java.util.concurrent..");

    @ArchTest
    static final ArchRule whatIsExecutedDoesNotKnowTheExecutor = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.fermata.executor.model..",
                    "io.fermata.executor.providerkey..",
                    "io.fermata.executor.agent..",
                    "io.fermata.executor.toolbox..",
                    "io.fermata.executor.session..",
                    "io.fermata.executor.run..",
                    "io.fermata.executor.platform..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "io.fermata.executor.execution..", "io.fermata.executor.stream..", "io.fermata.executor.intake..");

    @ArchTest
    static final ArchRule nobodyDependsOnTheDoor = noClasses()
            .that()
            .resideOutsideOfPackage("io.fermata.executor.intake..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fermata.executor.intake..");

    @ArchTest
    static final ArchRule onlyProvidersSpeakLangChain = noClasses()
            .that()
            .resideOutsideOfPackage("io.fermata.executor.model..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.langchain4j..");
}
