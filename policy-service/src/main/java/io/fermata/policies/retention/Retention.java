package io.fermata.policies.retention;

/**
 * For how long a tenant's events stay in the database.
 *
 * @param hotDays from 1 to 3650
 */
public record Retention(int hotDays) {
    static final int SHORTEST = 1;
    static final int LONGEST = 3650;

    public Retention {
        if (!isValid(hotDays)) {
            throw new IllegalArgumentException("events stay from " + SHORTEST + " to " + LONGEST + " days");
        }
    }

    static boolean isValid(int hotDays) {
        return hotDays >= SHORTEST && hotDays <= LONGEST;
    }
}
