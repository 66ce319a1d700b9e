package io.fermata.starter.problem;

/**
 * What is wrong with one place of a request.
 *
 * @param pointer RFC 6901 pointer into the body ({@code /config/model}), or {@code /} + the parameter's name
 */
public record FieldProblem(String pointer, String detail) {}
