package io.fermata.localstack.junit;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives tests a {@link PlatformUnderTest}: what {@code ./fermata up} starts, once per JVM, shared by all classes. */
public final class LocalStackExtension implements BeforeAllCallback, ParameterResolver {
    private static @Nullable PlatformUnderTest current;

    @Override
    public void beforeAll(ExtensionContext context) {
        platform();
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == PlatformUnderTest.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return platform();
    }

    public static synchronized PlatformUnderTest platform() {
        if (current == null) {
            current = PlatformUnderTest.start(
                    Checkout.root(), Path.of("target", "fermata").toAbsolutePath());
        }
        return current;
    }
}
