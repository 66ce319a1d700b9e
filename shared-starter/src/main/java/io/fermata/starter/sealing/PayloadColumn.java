package io.fermata.starter.sealing;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * One column of payloads. What was written before the tenant marked them, or after it took the mark away, lies there as it
 * is; the two are told apart when they are read. Rows are named by what tells them apart within tenant and column.
 */
public final class PayloadColumn {
    private final String name;
    private final SensitivePayloads payloads;
    private final Sealer sealer;

    PayloadColumn(String name, SensitivePayloads payloads, Sealer sealer) {
        this.name = new Place(name, "").column();
        this.payloads = payloads;
        this.sealer = sealer;
    }

    /** Whether it may be sealed; JSON never looks like it. */
    public static boolean looksSealed(String stored) {
        return SealedText.looksSealed(stored);
    }

    /** What to store: sealed for a marked tenant, and for any when it could be taken for a sealed value. */
    public String seal(String row, String text) {
        return SealedText.looksSealed(text) || payloads.marked() ? sealer.seal(new Place(name, row), text) : text;
    }

    /** {@link #seal} for a column that may be empty. */
    public @Nullable String sealIfPresent(String row, @Nullable String text) {
        return text == null ? null : seal(row, text);
    }

    /**
     * What was stored, readable.
     *
     * @throws UnopenableException when it is sealed and the key is gone, or it was sealed elsewhere
     */
    public String open(String row, String stored) {
        return SealedText.find(stored)
                .map(value -> new String(sealer.open(new Place(name, row), value), StandardCharsets.UTF_8))
                .orElse(stored);
    }

    /** {@link #open} for a column that may be empty. */
    public @Nullable String openIfPresent(String row, @Nullable String stored) {
        return stored == null ? null : open(row, stored);
    }
}
