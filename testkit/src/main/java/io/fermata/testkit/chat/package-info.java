/** What a chat model is asked and what it answers, in no provider's words. */
@NullMarked
package io.fermata.testkit.chat;

import org.jspecify.annotations.NullMarked;
