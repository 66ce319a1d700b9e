package io.fermata.localstack.stack;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The java program that runs this JVM, which the script made sure is new enough. */
final class JavaProgram {
    private JavaProgram() {}

    static String path() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * Options with which a program keeps its loaded classes for its next start, and does so again by itself when they
     * have changed. The JVM keeps classes from jars only: with a directory on the class path there are none.
     */
    static List<String> keepingClasses(String classPath, Path archive) {
        boolean jarsOnly =
                Arrays.stream(classPath.split(File.pathSeparator)).map(Path::of).noneMatch(Files::isDirectory);
        return jarsOnly ? List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive) : List.of();
    }
}
