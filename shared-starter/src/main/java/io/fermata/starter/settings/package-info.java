/** What tenants have decided about how their data and runs are treated, known to every service. */
@NullMarked
package io.fermata.starter.settings;

import org.jspecify.annotations.NullMarked;
