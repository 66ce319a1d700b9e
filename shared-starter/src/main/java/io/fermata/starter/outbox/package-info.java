/** Events that commit together with the state they tell about. */
@NullMarked
package io.fermata.starter.outbox;

import org.jspecify.annotations.NullMarked;
