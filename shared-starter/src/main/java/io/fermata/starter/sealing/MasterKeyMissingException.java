package io.fermata.starter.sealing;

import java.util.List;

/** Data keys in the database are wrapped with master keys this service was not given. */
final class MasterKeyMissingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    MasterKeyMissingException(List<String> ids) {
        super("stored data keys are wrapped with the master keys " + ids + ", which are not configured: add them to"
                + " FERMATA_SEALING_MASTER_KEYS behind the first until everything is wrapped anew");
    }
}
