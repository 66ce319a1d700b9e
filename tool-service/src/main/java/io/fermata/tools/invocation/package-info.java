/** Calling tools so that an effect happens once: the ledger of intents and outcomes, and who may act on it. */
@NullMarked
package io.fermata.tools.invocation;

import org.jspecify.annotations.NullMarked;
