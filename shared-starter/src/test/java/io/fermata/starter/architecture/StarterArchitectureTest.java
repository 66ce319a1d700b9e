package io.fermata.starter.architecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

@AnalyzeClasses(packages = "io.fermata.starter", importOptions = DoNotIncludeTests.class)
class StarterArchitectureTest {
    @ArchTest
    static final ArchTests everyService = ArchTests.in(ArchitectureRules.class);
}
