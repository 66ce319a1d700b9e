/** What a person sees in the terminal. */
@NullMarked
package io.fermata.localstack.console;

import org.jspecify.annotations.NullMarked;
