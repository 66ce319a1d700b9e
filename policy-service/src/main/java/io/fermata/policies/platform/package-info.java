/** What this service is told from outside. */
@NullMarked
package io.fermata.policies.platform;

import org.jspecify.annotations.NullMarked;
