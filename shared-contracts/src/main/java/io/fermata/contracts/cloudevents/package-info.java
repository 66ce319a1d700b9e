/** CloudEvents 1.0 in Kafka's binary mode: attributes are record headers, the value is the JSON data alone. */
@NullMarked
package io.fermata.contracts.cloudevents;

import org.jspecify.annotations.NullMarked;
