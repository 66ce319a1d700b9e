/** Outside world and judge in one: whatever the platform does to others is done to this process, and written down. */
@NullMarked
package io.fermata.testkit.oracle;

import org.jspecify.annotations.NullMarked;
