/** The Kafka broker: process, configuration and topics. */
@NullMarked
package io.fermata.localstack.kafka;

import org.jspecify.annotations.NullMarked;
