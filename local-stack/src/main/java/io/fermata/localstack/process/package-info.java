/** Processes that outlive the command which started them. */
@NullMarked
package io.fermata.localstack.process;

import org.jspecify.annotations.NullMarked;
