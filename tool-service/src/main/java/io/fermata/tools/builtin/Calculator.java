package io.fermata.tools.builtin;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;

/**
 * Works out arithmetic: {@code + - * / % ^}, signs, parentheses and decimals such as {@code 1.5e3}. A recursive descent
 * over the text with 34 significant digits; nothing in it can call anything.
 */
final class Calculator {
    private static final MathContext DIGITS = MathContext.DECIMAL128;
    private static final char END = '\0';
    private static final int DEEPEST = 100;
    private static final int LARGEST_EXPONENT = 999;
    private static final int LARGEST_SCALE = 1000;

    private final String text;
    private int at;
    private int depth;

    private Calculator(String text) {
        this.text = text;
    }

    /** @throws ArithmeticException telling what is wrong with the expression, or with what it asks for */
    static BigDecimal evaluate(String expression) {
        Calculator calculator = new Calculator(expression);
        BigDecimal result = calculator.sum();
        if (calculator.peek() != END) {
            throw calculator.unexpected();
        }
        return result;
    }

    private BigDecimal sum() {
        BigDecimal value = product();
        while (true) {
            switch (peek()) {
                case '+' -> value = apply(value, BigDecimal::add);
                case '-' -> value = apply(value, BigDecimal::subtract);
                default -> {
                    return value;
                }
            }
        }
    }

    private BigDecimal apply(BigDecimal left, BinaryOperator<BigDecimal> operator) {
        at++;
        return bounded(operator.apply(left, product()));
    }

    private BigDecimal product() {
        BigDecimal value = signed();
        while (true) {
            switch (peek()) {
                case '*' -> {
                    at++;
                    value = bounded(value.multiply(signed(), DIGITS));
                }
                case '/' -> {
                    at++;
                    value = bounded(value.divide(nonZero(signed()), DIGITS));
                }
                case '%' -> {
                    at++;
                    value = bounded(value.remainder(nonZero(signed()), DIGITS));
                }
                default -> {
                    return value;
                }
            }
        }
    }

    /** A sign binds weaker than a power: -2^2 is -4. */
    private BigDecimal signed() {
        if (peek() == '-') {
            at++;
            return nested(this::signed).negate();
        }
        if (peek() == '+') {
            at++;
            return nested(this::signed);
        }
        return power();
    }

    /** Powers group to the right: 2^3^2 is 2^9. */
    private BigDecimal power() {
        BigDecimal base = atom();
        if (peek() != '^') {
            return base;
        }
        at++;
        BigDecimal exponent = nested(this::signed);
        if (exponent.stripTrailingZeros().scale() > 0
                || exponent.abs().compareTo(BigDecimal.valueOf(LARGEST_EXPONENT)) > 0) {
            throw new ArithmeticException("an exponent must be a whole number up to " + LARGEST_EXPONENT);
        }
        return bounded(
                exponent.signum() < 0
                        ? BigDecimal.ONE.divide(nonZero(base.pow(-exponent.intValueExact(), DIGITS)), DIGITS)
                        : base.pow(exponent.intValueExact(), DIGITS));
    }

    private BigDecimal atom() {
        if (peek() != '(') {
            return number();
        }
        at++;
        BigDecimal value = nested(this::sum);
        if (peek() != ')') {
            throw unexpected();
        }
        at++;
        return value;
    }

    private BigDecimal number() {
        peek();
        int start = at;
        skipDigits();
        if (at < text.length() && text.charAt(at) == '.') {
            at++;
            skipDigits();
        }
        if (at > start && at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
            at++;
            at += at < text.length() && (text.charAt(at) == '-' || text.charAt(at) == '+') ? 1 : 0;
            skipDigits();
        }
        try {
            return bounded(new BigDecimal(text.substring(start, at), DIGITS));
        } catch (NumberFormatException e) {
            at = start;
            throw unexpected();
        }
    }

    private void skipDigits() {
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
    }

    private BigDecimal nested(Supplier<BigDecimal> part) {
        if (++depth > DEEPEST) {
            throw new ArithmeticException("the expression is nested too deeply");
        }
        BigDecimal value = part.get();
        depth--;
        return value;
    }

    private char peek() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at < text.length() ? text.charAt(at) : END;
    }

    /** Keeps every number small enough to be added to any other without filling the memory. */
    private static BigDecimal bounded(BigDecimal value) {
        BigDecimal rounded = value.round(DIGITS);
        if (rounded.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (Math.abs((long) rounded.scale()) > LARGEST_SCALE) {
            throw new ArithmeticException("a number is too large or too small");
        }
        return rounded;
    }

    private static BigDecimal nonZero(BigDecimal divisor) {
        if (divisor.signum() == 0) {
            throw new ArithmeticException("division by zero");
        }
        return divisor;
    }

    private ArithmeticException unexpected() {
        return new ArithmeticException(
                at < text.length()
                        ? "did not expect '" + text.charAt(at) + "' at position " + (at + 1)
                        : "the expression ends too early");
    }
}
