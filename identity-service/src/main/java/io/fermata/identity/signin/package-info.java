/** People at a browser: the pages they see, and the session that knows them again. */
@NullMarked
package io.fermata.identity.signin;

import org.jspecify.annotations.NullMarked;
