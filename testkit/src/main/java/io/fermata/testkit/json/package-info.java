/** The one JSON and YAML mapper of the test kit. */
@NullMarked
package io.fermata.testkit.json;

import org.jspecify.annotations.NullMarked;
