/** What a caller wants an agent to be: read from a body, or from a merge patch over what it is. */
@NullMarked
package io.fermata.registry.draft;

import org.jspecify.annotations.NullMarked;
