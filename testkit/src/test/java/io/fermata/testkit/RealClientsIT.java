package io.fermata.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.fermata.testkit.log.LoggedRequest.Outcome;
import io.fermata.testkit.script.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The providers' own npm clients cannot tell the scripted model from a provider. Skipped where npm is absent. */
class RealClientsIT {
    private static final Path WORK = Path.of("target", "node");
    private ScriptedModelServer model;

    @BeforeAll
    static void installsTheClients() throws Exception {
        if (!runs("", "npm", "--version")) {
            abort("npm is not installed: the providers' clients cannot be tried");
        }
        Files.createDirectories(WORK);
        try (var files = Files.list(Path.of("src", "test", "node"))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, WORK.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        if (Files.notExists(WORK.resolve("node_modules/.package-lock.json"))) {
            assertThat(runs("", "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline"))
                    .as("npm ci, see %s", WORK.resolve("output.txt"))
                    .isTrue();
        }
    }

    @BeforeEach
    void startsTheModel() {
        model = ScriptedModelServer.start(Script.load("src/test/resources/real-clients.yaml"));
    }

    @AfterEach
    void stopsTheModel() {
        model.close();
    }

    @Test
    void openAisClientSeesAProvider() throws Exception {
        assertThat(checks("openai.mjs")).isNotEmpty().allMatch(line -> line.startsWith("ok "));
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(model.log().requests()).anyMatch(request -> request.outcome() == Outcome.ABANDONED));
    }

    @Test
    void anthropicsClientSeesAProvider() throws Exception {
        assertThat(checks("anthropic.mjs")).isNotEmpty().allMatch(line -> line.startsWith("ok "));
    }

    private List<String> checks(String script) throws Exception {
        runs(model.url(), "node", script);
        return Files.readAllLines(WORK.resolve("output.txt"));
    }

    private static boolean runs(String baseUrl, String... command) throws InterruptedException {
        try {
            Files.createDirectories(WORK);
            var builder = new ProcessBuilder(command)
                    .directory(WORK.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(WORK.resolve("output.txt").toFile());
            builder.environment().put("BASE_URL", baseUrl);
            var process = builder.start();
            return process.waitFor(3, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException _) {
            return false; // the program is not installed
        }
    }
}
