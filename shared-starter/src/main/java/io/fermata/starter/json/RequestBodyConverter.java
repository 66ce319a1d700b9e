package io.fermata.starter.json;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpInputMessage;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** Reads the bodies of requests, and finds every value of a wrong type in one that does not fit. */
final class RequestBodyConverter extends JacksonJsonHttpMessageConverter {
    RequestBodyConverter(JsonMapper mapper) {
        super(mapper);
    }

    @Override
    public Object read(ResolvableType type, HttpInputMessage message, @Nullable Map<String, Object> hints)
            throws IOException {
        byte[] body = message.getBody().readAllBytes();
        try {
            return super.read(type, new Received(message.getHeaders(), new ByteArrayInputStream(body)), hints);
        } catch (HttpMessageNotReadableException e) {
            if (e.getCause() instanceof DatabindException first) {
                addFurtherFaults(first, body, getJavaType(type.getType(), null));
            }
            throw e;
        }
    }

    private void addFurtherFaults(DatabindException first, byte[] body, JavaType type) {
        try {
            FurtherFaults.addTo(
                    first, getMapper().readTree(body), document -> getMapper().treeToValue(document, type));
        } catch (JacksonException broken) {
            first.addSuppressed(broken); // behind the first fault the body is not even JSON
        }
    }

    private record Received(HttpHeaders headers, InputStream body) implements HttpInputMessage {
        @Override
        public InputStream getBody() {
            return body;
        }

        @Override
        public HttpHeaders getHeaders() {
            return headers;
        }
    }
}
