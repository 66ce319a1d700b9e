/** The Postgres cluster: programs, process, databases and roles. */
@NullMarked
package io.fermata.localstack.postgres;

import org.jspecify.annotations.NullMarked;
