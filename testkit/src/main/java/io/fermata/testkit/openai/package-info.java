/** OpenAI's chat completions as seen on the wire. */
@NullMarked
package io.fermata.testkit.openai;

import org.jspecify.annotations.NullMarked;
