package io.fermata.tools.invocation;

/**
 * The right to perform an effect and to write its outcome.
 *
 * @param epoch grows with each takeover; a claim of an older epoch writes nothing
 */
record Claim(String executionId, EffectKey effectKey, int epoch) {
    Claim next() {
        return new Claim(executionId, effectKey, epoch + 1);
    }
}
