package io.fermata.starter.architecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(packages = "io.fermata.starter", importOptions = DoNotIncludeTests.class)
class StarterArchitectureTest {
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
    static final ArchRule cycles = ArchitectureRules.FEATURES_FORM_NO_CYCLES;
}
