/** What was done here, told to the audit trail. */
@NullMarked
package io.fermata.identity.audit;

import org.jspecify.annotations.NullMarked;
