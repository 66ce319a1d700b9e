/** Many rows, and many statements, in one round trip to the database. */
@NullMarked
package io.fermata.starter.jdbc;

import org.jspecify.annotations.NullMarked;
