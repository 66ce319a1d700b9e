package io.fermata.starter.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.fermata.here.KnowsThere;
import io.fermata.there.There;
import org.junit.jupiter.api.Test;

class ArchitectureRulesTest {
    @Test
    void seeAServiceThatKnowsAnother() {
        assertThat(ArchitectureRules.NO_SERVICE_KNOWS_ANOTHER
                        .evaluate(new ClassFileImporter().importClasses(KnowsThere.class))
                        .hasViolation())
                .isTrue();
    }

    @Test
    void leaveAServiceAloneThatKnowsItselfAndTheStarter() {
        assertThat(ArchitectureRules.NO_SERVICE_KNOWS_ANOTHER
                        .evaluate(new ClassFileImporter().importClasses(There.class, ArchitectureRules.class))
                        .hasViolation())
                .isFalse();
    }
}
