/** Turns the one credential of a request into a verified access token of one tenant. */
@NullMarked
package io.fermata.gateway.authentication;

import org.jspecify.annotations.NullMarked;
