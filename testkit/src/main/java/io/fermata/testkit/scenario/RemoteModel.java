package io.fermata.testkit.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;

/** A scripted model in another process. */
final class RemoteModel {
    private RemoteModel() {}

    static void play(String url, String yaml) {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(url + "/__script"))
                    .POST(BodyPublishers.ofString(yaml))
                    .build();
            var answer = http.send(request, BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IllegalArgumentException("the model refuses the script: " + answer.body());
            }
        } catch (IOException failure) {
            throw new UncheckedIOException("the scripted model at " + url + " does not answer", failure);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the scripted model", stopped);
        }
    }
}
