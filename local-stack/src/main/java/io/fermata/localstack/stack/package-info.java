/** Which processes make the platform, how each is started, and what they are told. */
@NullMarked
package io.fermata.localstack.stack;

import org.jspecify.annotations.NullMarked;
