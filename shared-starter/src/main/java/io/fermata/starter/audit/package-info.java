/** Who did, or was refused, what: told to the audit trail in the transaction in which it happened. */
@NullMarked
package io.fermata.starter.audit;

import org.jspecify.annotations.NullMarked;
