/** Which versions of TLS a service speaks once it is given a certificate. */
@NullMarked
package io.fermata.starter.tls;

import org.jspecify.annotations.NullMarked;
