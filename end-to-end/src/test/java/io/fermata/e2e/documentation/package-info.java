/** What the repository says about itself. */
@NullMarked
package io.fermata.e2e.documentation;

import org.jspecify.annotations.NullMarked;
