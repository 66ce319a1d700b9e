/** A network that can be told to misbehave: TCP proxies between processes of one machine. */
@NullMarked
package io.fermata.testkit.proxy;

import org.jspecify.annotations.NullMarked;
