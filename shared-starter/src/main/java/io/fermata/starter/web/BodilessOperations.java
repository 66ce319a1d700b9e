package io.fermata.starter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses what is sent to an operation that reads no body: whoever sent it believes that it counts. An empty object says
 * nothing and is let through, as clients send one with every POST.
 */
final class BodilessOperations implements HandlerInterceptor {
    private static final String OURS = "io.fermata.";
    private static final Set<String> NOTHING = Set.of("", "{}");
    private static final Pattern SPACE = Pattern.compile("\\s");
    private static final int ENOUGH_TO_TELL = 64;

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler)
            throws IOException {
        if (request.getDispatcherType() == DispatcherType.REQUEST
                && handler instanceof HandlerMethod operation
                && operation.getBeanType().getName().startsWith(OURS)
                && mayHaveBody(request)
                && !readsBody(operation, isForm(request))
                && hasBody(request)) {
            throw ProblemException.of(Problems.BAD_REQUEST, "This operation takes no body.");
        }
        return true;
    }

    private static boolean mayHaveBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** A form's fields arrive as parameters. */
    private static boolean isForm(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null
                && (type.startsWith(MediaType.APPLICATION_FORM_URLENCODED_VALUE) || type.startsWith("multipart/"));
    }

    private static boolean readsBody(HandlerMethod operation, boolean form) {
        return Stream.of(operation.getMethodParameters())
                .anyMatch(parameter ->
                        readsBody(parameter) || (form && parameter.hasParameterAnnotation(RequestParam.class)));
    }

    private static boolean readsBody(MethodParameter parameter) {
        return parameter.hasParameterAnnotation(RequestBody.class)
                || parameter.hasParameterAnnotation(RequestPart.class)
                || Stream.of(HttpEntity.class, ServletRequest.class, MultipartFile.class)
                        .anyMatch(type -> type.isAssignableFrom(parameter.getParameterType()));
    }

    private static boolean hasBody(HttpServletRequest request) throws IOException {
        byte[] start = request.getInputStream().readNBytes(ENOUGH_TO_TELL);
        return start.length == ENOUGH_TO_TELL
                || !NOTHING.contains(SPACE.matcher(new String(start, UTF_8)).replaceAll(""));
    }
}
