package io.fermata.tools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.fermata.starter.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.fermata.tools", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests everyService = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule featuresKnowEachOtherInOneDirection = layeredArchitecture()
            .consideringOnlyDependenciesInAnyPackage("io.fermata.tools..")
            .layer("builtin")
            .definedBy("..builtin..")
            .layer("http")
            .definedBy("..http..")
            .layer("invocation")
            .definedBy("..invocation..")
            .layer("catalog")
            .definedBy("..catalog..")
            .layer("secrets")
            .definedBy("..secrets..")
            .layer("egress")
            .definedBy("..egress..")
            .whereLayer("builtin")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("http")
            .mayOnlyBeAccessedByLayers("builtin")
            .whereLayer("invocation")
            .mayOnlyBeAccessedByLayers("http", "builtin")
            .whereLayer("catalog")
            .mayOnlyBeAccessedByLayers("invocation", "http", "builtin")
            .whereLayer("secrets")
            .mayOnlyBeAccessedByLayers("http")
            .whereLayer("egress")
            .mayOnlyBeAccessedByLayers("http", "invocation");

    @ArchTest
    static final ArchRule onlyEgressOpensConnections = noClasses()
            .that()
            .resideOutsideOfPackage("..egress..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.hc..", "java.net.http..", "org.springframework.web.client..");

    @ArchTest
    static final ArchRule adaptersStayInsideTheirFeature = classes()
            .that()
            .haveNameMatching(".*(Controller|Row|Rows|Store|View|Configuration)")
            .and(new com.tngtech.archunit.base.DescribedPredicate<JavaClass>("are top level") {
                @Override
                public boolean test(JavaClass type) {
                    return type.isTopLevelClass();
                }
            })
            .should()
            .bePackagePrivate();

    @ArchTest
    static final ArchRule theDomainKnowsNoFramework = noClasses()
            .that()
            .haveNameMatching(
                    ".*catalog\\.(ToolName|UrlTemplate|HeaderTemplate|RedactedPath|Limits|Handler|Idempotency|Category|RiskLevel|ToolDefinition)")
            .or()
            .haveNameMatching(".*invocation\\.(EffectKey|Claim|Outcome|Answer|ToolCall|SharedCommits)")
            .or()
            .resideInAPackage("..schema..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "jakarta..", "org.hibernate..");
}
