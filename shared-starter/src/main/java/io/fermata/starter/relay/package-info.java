/** Carries committed outbox rows to Kafka, once each as far as it can be, and never fewer. */
@NullMarked
package io.fermata.starter.relay;

import org.jspecify.annotations.NullMarked;
