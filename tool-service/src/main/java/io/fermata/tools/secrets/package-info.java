/** Credentials of tools: sealed at rest, never shown again, used only in headers to the hosts they are bound to. */
@NullMarked
package io.fermata.tools.secrets;

import org.jspecify.annotations.NullMarked;
