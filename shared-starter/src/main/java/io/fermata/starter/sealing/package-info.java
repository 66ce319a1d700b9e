/** Keeps columns unreadable to whoever has the database, and a tenant's for good once it is erased. */
@NullMarked
package io.fermata.starter.sealing;

import org.jspecify.annotations.NullMarked;
