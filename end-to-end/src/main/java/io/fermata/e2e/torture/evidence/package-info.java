/** What is left after a run: rows, records and the oracle's ledger, as plain values. */
@NullMarked
package io.fermata.e2e.torture.evidence;

import org.jspecify.annotations.NullMarked;
