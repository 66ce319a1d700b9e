/** What may be done and what was done: the home of the audit trail. */
@NullMarked
package io.fermata.policies;

import org.jspecify.annotations.NullMarked;
