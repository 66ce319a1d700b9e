package io.fermata.approvals.approval;

import java.util.Optional;
import java.util.regex.Pattern;

/** Names one approval; chosen by the executor when it holds a call. */
public record ApprovalId(String value) {
    private static final Pattern SHAPE = Pattern.compile("apr_[A-Za-z0-9]{1,60}");

    public ApprovalId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("an approval id is apr_ and letters or digits");
        }
    }

    /** Empty for a text that can name nothing. */
    public static Optional<ApprovalId> find(String value) {
        return SHAPE.matcher(value).matches() ? Optional.of(new ApprovalId(value)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
