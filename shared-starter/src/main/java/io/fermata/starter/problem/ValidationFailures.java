package io.fermata.starter.problem;

import jakarta.validation.ConstraintViolation;
import jakarta.validation.ConstraintViolationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Turns Bean Validation's Java paths ({@code config.maxTokens[0]}) into JSON pointers ({@code /config/max_tokens/0}). */
final class ValidationFailures {
    private static final Pattern HUMP = Pattern.compile("([a-z0-9])([A-Z])");
    private static final String UNEXPLAINED = "is not valid";

    private ValidationFailures() {}

    static ProblemException translate(BindingResult result) {
        return ProblemException.validation(
                result.getAllErrors().stream().map(ValidationFailures::problem).toList());
    }

    static ProblemException translate(ConstraintViolationException invalid) {
        return ProblemException.validation(invalid.getConstraintViolations().stream()
                .map(ValidationFailures::problem)
                .toList());
    }

    static ProblemException translate(HandlerMethodValidationException invalid) {
        List<FieldProblem> problems = new ArrayList<>();
        for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
            if (result instanceof ParameterErrors body) {
                body.getAllErrors().forEach(error -> problems.add(problem(error)));
            } else {
                result.getResolvableErrors().forEach(error -> problems.add(parameter(result, error)));
            }
        }
        return ProblemException.validation(problems);
    }

    private static FieldProblem problem(ObjectError error) {
        String path = error instanceof FieldError field ? field.getField() : "";
        return new FieldProblem(pointer(path), explanation(error));
    }

    private static FieldProblem problem(ConstraintViolation<?> violation) {
        return new FieldProblem(pointer(violation.getPropertyPath().toString()), violation.getMessage());
    }

    private static FieldProblem parameter(ParameterValidationResult result, MessageSourceResolvable error) {
        String name = result.getMethodParameter().getParameterName();
        return new FieldProblem(pointer(name == null ? "" : name), explanation(error));
    }

    private static String explanation(MessageSourceResolvable error) {
        return error.getDefaultMessage() == null ? UNEXPLAINED : error.getDefaultMessage();
    }

    static String pointer(String path) {
        if (path.isEmpty()) {
            return "";
        }
        String steps =
                path.replace("].", "/").replace('[', '/').replace("]", "").replace('.', '/');
        return "/" + HUMP.matcher(steps).replaceAll("$1_$2").toLowerCase(Locale.ROOT);
    }
}
