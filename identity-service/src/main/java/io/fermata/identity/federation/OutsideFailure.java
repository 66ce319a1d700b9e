package io.fermata.identity.federation;

/** An outside issuer did not vouch for anybody, in a way we believe. The message holds nothing it sent. */
final class OutsideFailure extends RuntimeException {
    OutsideFailure(String message) {
        super(message, null, false, false);
    }
}
