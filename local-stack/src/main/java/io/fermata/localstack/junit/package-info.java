/** The same infrastructure for tests, once per JVM. */
@NullMarked
package io.fermata.localstack.junit;

import org.jspecify.annotations.NullMarked;
