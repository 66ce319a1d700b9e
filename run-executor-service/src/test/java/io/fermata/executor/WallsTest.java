package io.fermata.executor;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.fermata.starter.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.fermata.executor", importOptions = DoNotIncludeTests.class)
class WallsTest {

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

    @ArchTest
    static final ArchRule cycles = ArchitectureRules.FEATURES_FORM_NO_CYCLES;

    @ArchTest
    static final ArchRule others = ArchitectureRules.NO_SERVICE_KNOWS_ANOTHER;

    @ArchTest
    static final ArchRule clock = ArchitectureRules.TIME_COMES_FROM_A_CLOCK;

    @ArchTest
    static final ArchRule ids = ArchitectureRules.IDS_COME_FROM_IDS;

    @ArchTest
    static final ArchRule evaluators = ArchitectureRules.NO_EVALUATORS_NO_PROCESSES;

    @ArchTest
    static final ArchRule sleeping = ArchitectureRules.NO_SLEEPING;

    @ArchTest
    static final ArchRule settings = ArchitectureRules.NO_COPIED_SETTINGS;

    @ArchTest
    static final ArchRule controllers = ArchitectureRules.CONTROLLERS_ARE_NOBODYS_BUSINESS;

    @ArchTest
    static final ArchRule permissions = ArchitectureRules.EVERY_OPERATION_DECLARES_WHO_MAY_CALL_IT;

    @ArchTest
    static final ArchRule outbound = ArchitectureRules.OUTBOUND_HTTP_GOES_THROUGH_THE_CLIENT;
}
