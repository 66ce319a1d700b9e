package io.fermata.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final String EMAIL = "ada.lovelace@example.com";

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "eleven char", "aaaaaaaaaaaaaaaa", "ada.lovelace1", "ADA.LOVELACE!!"})
    void objectsToWhatWouldBeGuessed(String password) {
        assertThat(PasswordRules.objection(password, EMAIL)).isPresent();
    }

    @Test
    void takesWhatIsLongAndNotTheAddress() {
        assertThat(PasswordRules.objection("correct horse battery", EMAIL)).isEmpty();
        assertThat(PasswordRules.objection("x".repeat(200), EMAIL)).isPresent();
    }
}
