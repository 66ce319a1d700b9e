package io.fermata.starter.defaults;

import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.util.PlaceholderResolutionException;

/** Says which environment variable is missing instead of which placeholder could not be resolved. */
final class MissingSettingAnalyzer extends AbstractFailureAnalyzer<PlaceholderResolutionException> {
    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, PlaceholderResolutionException cause) {
        String setting = cause.getPlaceholder();
        if (!setting.startsWith("fermata.")) {
            return null;
        }
        String variable = setting.replaceAll("[.\\-\\[\\]]+", "_").toUpperCase(Locale.ROOT);
        return new FailureAnalysis(
                "The setting " + setting + " is missing.",
                "Set the environment variable " + variable + "; the service's README says what it means.",
                cause);
    }
}
