/** What the servers were asked, kept for assertions. */
@NullMarked
package io.fermata.testkit.log;

import org.jspecify.annotations.NullMarked;
