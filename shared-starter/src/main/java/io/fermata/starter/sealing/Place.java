package io.fermata.starter.sealing;

import io.fermata.starter.tenancy.TenantId;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Where a sealed value is stored. It is authenticated with the value and its tenant: what was moved does not open.
 *
 * @param column table and column, for example {@code secrets.sealed}; it is part of what is stored, so it never changes
 * @param row tells the row apart within tenant and column, by what the value is about (a secret's name and version)
 */
public record Place(String column, String row) {
    private static final Pattern COLUMN = Pattern.compile("[a-z_]+\\.[a-z_]+");

    public Place {
        if (!COLUMN.matcher(column).matches()) {
            throw new IllegalArgumentException("a sealed column is named table.column: " + column);
        }
    }

    /** Neither tenant nor column can hold a line break, so no two places read the same. */
    byte[] context(TenantId tenant) {
        return (tenant.value() + "\n" + column + "\n" + row).getBytes(StandardCharsets.UTF_8);
    }
}
