/** Conversations: the sessions that runs belong to and the messages said in them. */
@NullMarked
package io.fermata.executor.session;

import org.jspecify.annotations.NullMarked;
