/** Ports of this machine. */
@NullMarked
package io.fermata.localstack.network;

import org.jspecify.annotations.NullMarked;
