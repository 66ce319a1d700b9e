/** What a measurement has shown, as files. */
@NullMarked
package io.fermata.e2e.report;

import org.jspecify.annotations.NullMarked;
