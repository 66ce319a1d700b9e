package io.fermata.registry.draft;

import io.fermata.starter.json.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import tools.jackson.databind.JsonNode;

/** A merged document, seen as if it had been the body of the request. */
record PatchedBody(Json json, JsonNode document) implements HttpInputMessage {
    @Override
    public InputStream getBody() {
        return new ByteArrayInputStream(json.writeBytes(document));
    }

    @Override
    public HttpHeaders getHeaders() {
        return new HttpHeaders();
    }
}
