package io.fermata.tools.invocation;

import org.jspecify.annotations.Nullable;

/**
 * What the ledger says about an effect.
 *
 * @param held its owner is alive and within its lease, and is not this replica
 * @param outcome null while the effect is under way
 */
record LedgerEntry(
        Claim claim,
        String tool,
        int toolVersion,
        String argumentsSha256,
        boolean held,
        @Nullable Outcome outcome) {
    boolean sameEffect(Invocation invocation) {
        return tool.equals(invocation.tool()) && argumentsSha256.equals(invocation.argumentsSha256());
    }
}
