/** Which versions of TLS the edge speaks once it is given a certificate. */
@NullMarked
package io.fermata.gateway.tls;

import org.jspecify.annotations.NullMarked;
