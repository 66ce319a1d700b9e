package io.fermata.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fermata.gateway", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchRule featuresDoNotKnowTheWiring = noClasses()
            .that()
            .resideOutsideOfPackages("..platform..", "io.fermata.gateway")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("..platform..");

    @ArchTest
    static final ArchRule packagesDoNotGoInCircles =
            slices().matching("io.fermata.gateway.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule controllersAreNobodysBusiness =
            classes().that().haveSimpleNameEndingWith("Controller").should().bePackagePrivate();

    @ArchTest
    static final ArchRule timeAndIdsComeFromOutside = noClasses()
            .should()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .callMethod(java.util.UUID.class, "randomUUID")
            .orShould()
            .callMethod(java.time.Clock.class, "systemDefaultZone");

    @ArchTest
    static final ArchRule nothingBlocksTheEventLoop = noClasses()
            .that()
            .resideOutsideOfPackage("io.fermata.gateway.limits.shared")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.sql..")
            .because("a database blocks, and only the counts bring threads of their own for it");

    @ArchTest
    static final ArchRule nobodyWaits = noClasses()
            .should()
            .callMethod(reactor.core.publisher.Mono.class, "block")
            .orShould()
            .callMethod(reactor.core.publisher.Flux.class, "blockLast")
            .orShould()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "jakarta.servlet..");

    @ArchTest
    static final ArchRule nothingEvaluatesInput = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework.expression..", "javax.script..")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(ProcessBuilder.class);
}
