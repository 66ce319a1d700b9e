package io.fermata.starter.audit;

import io.fermata.contracts.event.AuditOrigin;
import io.fermata.starter.web.RequestId;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Where the request that this thread answers came from. Listeners and timers answer none. */
final class RequestOrigin {
    /** The edge writes this header over whatever a caller sent; nobody else can reach a service. */
    static final String CLIENT_ADDRESS = "X-Client-Address";

    private static final Pattern ADDRESS = Pattern.compile("[0-9a-fA-F.:]{2,45}");

    private RequestOrigin() {}

    static Optional<HttpServletRequest> request() {
        return RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes attributes
                ? Optional.of(attributes.getRequest())
                : Optional.empty();
    }

    static @Nullable AuditOrigin find() {
        return request().map(RequestOrigin::of).orElse(null);
    }

    private static AuditOrigin of(HttpServletRequest request) {
        String agent = request.getHeader(HttpHeaders.USER_AGENT);
        return new AuditOrigin(
                address(request),
                agent == null ? null : SafeText.of(agent),
                RequestId.find().orElse(null));
    }

    private static String address(HttpServletRequest request) {
        String told = request.getHeader(CLIENT_ADDRESS);
        return told != null && ADDRESS.matcher(told).matches() ? told : request.getRemoteAddr();
    }
}
