/** JSON Schema 2020-12 as tenants may use it: nothing is fetched, no pattern can run away, faults carry pointers. */
@NullMarked
package io.fermata.starter.schema;

import org.jspecify.annotations.NullMarked;
