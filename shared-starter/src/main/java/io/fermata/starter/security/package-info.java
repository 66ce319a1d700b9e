/** Who is calling and what they may do: trusted issuers, permissions and the tokens services sign themselves. */
@NullMarked
package io.fermata.starter.security;

import org.jspecify.annotations.NullMarked;
