package io.fermata.approvals;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import io.fermata.approvals.approval.Approval;
import io.fermata.approvals.approval.ApprovalId;
import io.fermata.approvals.approval.ApprovalState;
import io.fermata.approvals.approval.Arguments;
import io.fermata.approvals.approval.Decider;
import io.fermata.approvals.approval.HeldCall;
import io.fermata.approvals.approval.Ruling;
import io.fermata.approvals.approval.Terms;
import io.fermata.approvals.approval.Verdict;
import io.fermata.starter.architecture.ArchitectureRules;

@AnalyzeClasses(packages = "io.fermata.approvals", importOptions = ImportOption.DoNotIncludeTests.class)
class WallsTest {
    @ArchTest
    static final ArchTests everyService = ArchTests.in(ArchitectureRules.class);

    @ArchTest
    static final ArchRule outbound = ArchitectureRules.OUTBOUND_HTTP_GOES_THROUGH_THE_CLIENT;

    private static final String APPROVAL = "io.fermata.approvals.approval";

    @ArchTest
    static final ArchRule RULES_NEED_NO_FRAMEWORK = classes()
            .that()
            .belongToAnyOf(
                    Approval.class,
                    ApprovalId.class,
                    ApprovalState.class,
                    Arguments.class,
                    Decider.class,
                    HeldCall.class,
                    Ruling.class,
                    Terms.class,
                    Verdict.class)
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.jspecify..", APPROVAL);

    @ArchTest
    static final ArchRule FEATURES_MEET_IN_THE_APPROVAL_ONLY = Architectures.layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("approval")
            .definedBy(APPROVAL)
            .layer("decision")
            .definedBy("..approvals.decision")
            .layer("intake")
            .definedBy("..approvals.intake")
            .layer("expiry")
            .definedBy("..approvals.expiry")
            .layer("stream")
            .definedBy("..approvals.stream")
            .whereLayer("decision")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("intake")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("expiry")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("stream")
            .mayNotBeAccessedByAnyLayer();

    @ArchTest
    static final ArchRule ADAPTERS_ARE_HIDDEN = classes()
            .that()
            .haveSimpleNameStartingWith("Jdbc")
            .or()
            .haveSimpleNameEndingWith("Controller")
            .or()
            .haveSimpleNameEndingWith("Consumer")
            .should()
            .bePackagePrivate();
}
