package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A service's Boot jar, taken apart once per build so that it starts from plain jars, and its ahead-of-time cache. */
final class ServiceApp {
    private final StackService service;
    private final Path jar;
    private final Path home;
    private final Jit jit;

    ServiceApp(StackService service, Path repository, StackDirectory directory, Map<String, String> environment) {
        this.service = service;
        this.jit = Jit.of(environment);
        this.jar = repository
                .resolve(service.module())
                .resolve("target")
                .resolve(service.module() + "-0.1.0-SNAPSHOT.jar");
        this.home = directory.apps().resolve(service.module());
    }

    /** Unpacks the jar unless that was done for exactly this build; two instances may ask at the same time. */
    synchronized Path extracted() throws IOException, InterruptedException {
        Path stamp = home.resolve("build");
        String build = build();
        if (!Files.exists(stamp) || !Files.readString(stamp).equals(build)) {
            StackDirectory.deleteTree(home);
            Files.createDirectories(home.getParent());
            run(List.of(
                    JavaProgram.path(),
                    "-XX:TieredStopAtLevel=1",
                    "-Djarmode=tools",
                    "-jar",
                    jar.toString(),
                    "extract",
                    "--destination",
                    home.toString()));
            Files.writeString(stamp, build);
        }
        return home.resolve(jar.getFileName());
    }

    List<String> compilers() {
        return ServiceJvm.compilers(service, jit);
    }

    Path aotCache() {
        return home.resolve("app.aot");
    }

    /** Puts the cache of a training that ended by itself to use. */
    void keepTrainedCache() throws IOException {
        if (Files.exists(unfinishedAotCache())) {
            Files.move(unfinishedAotCache(), aotCache(), StandardCopyOption.ATOMIC_MOVE);
        }
    }

    private Path unfinishedAotCache() {
        return home.resolve("app.aot.new");
    }

    List<String> command(List<String> agents) throws IOException, InterruptedException {
        List<String> command = base();
        if (Files.exists(aotCache())) {
            command.add("-XX:AOTCache=" + aotCache());
        }
        command.addAll(agents);
        command.addAll(List.of("-jar", extracted().toString()));
        return command;
    }

    /** Runs the service as usual and writes the cache when it is asked to end. */
    List<String> trainingCommand() throws IOException, InterruptedException {
        List<String> command = base();
        command.add("-XX:AOTCacheOutput=" + unfinishedAotCache());
        command.addAll(List.of("-jar", extracted().toString()));
        return command;
    }

    private List<String> base() {
        List<String> command = new ArrayList<>(List.of(JavaProgram.path()));
        command.addAll(ServiceJvm.options(service, jit));
        return command;
    }

    private String build() throws IOException {
        if (!Files.exists(jar)) {
            throw new IOException(service.module() + " is not built: " + jar + " is missing; run ./fermata up");
        }
        return Files.size(jar) + " " + Files.getLastModifiedTime(jar) + " " + Runtime.version();
    }

    private static void run(List<String> command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException("cannot take the service's jar apart: " + output);
        }
    }
}
