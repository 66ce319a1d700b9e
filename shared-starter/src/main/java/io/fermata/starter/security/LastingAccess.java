package io.fermata.starter.security;

/**
 * The token that an answer was begun with, for answers that go on for hours. The token may expire meanwhile: whoever
 * watches was let in for as long as he stays. What its issuer takes back ends.
 */
@FunctionalInterface
public interface LastingAccess {
    boolean holds();
}
