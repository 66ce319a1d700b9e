/** What a torture run has shown, for people and for machines. */
@NullMarked
package io.fermata.e2e.torture.report;

import org.jspecify.annotations.NullMarked;
