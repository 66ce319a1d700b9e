package io.fermata.starter.etag;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Entity tags made of a row's version. */
public final class ETags {
    private ETags() {}

    /** The {@code ETag} header of this version. */
    public static String of(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Refuses a change that was made to another version.
     *
     * @param ifMatch the {@code If-Match} header, or null when the caller does not care
     * @throws ProblemException {@code precondition-failed} when no tag of the header is this version
     */
    public static void requireMatch(@Nullable String ifMatch, long version) {
        if (ifMatch != null && !matches(ifMatch, of(version))) {
            throw ProblemException.of(Problems.PRECONDITION_FAILED, "The object is at version " + version + " by now.");
        }
    }

    private static boolean matches(String ifMatch, String tag) {
        for (String candidate : ifMatch.split(",", -1)) {
            String trimmed = candidate.strip();
            if (trimmed.equals("*") || trimmed.equals(tag)) {
                return true;
            }
        }
        return false;
    }
}
