package io.fermata.localstack.stack;

import java.nio.file.Path;

/** The java program that runs this JVM, which the script made sure is new enough. */
final class JavaProgram {
    private JavaProgram() {}

    static String path() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }
}
