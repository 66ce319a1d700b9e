package io.fermata.starter.web;

import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestInitializer;

/** Sends the trace and the request id on with every outgoing call. */
final class TracePropagation implements ClientHttpRequestInitializer {
    @Override
    public void initialize(ClientHttpRequest request) {
        HttpHeaders headers = request.getHeaders();
        headers.set(TraceContext.HEADER, TraceContext.current().child().traceparent());
        RequestId.find().ifPresent(id -> headers.set(RequestId.HEADER, id));
    }
}
