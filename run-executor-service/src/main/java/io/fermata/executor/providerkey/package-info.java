/** Keys of model providers that tenants bring: sealed at rest, never shown again, used for their tenant's calls alone. */
@NullMarked
package io.fermata.executor.providerkey;

import org.jspecify.annotations.NullMarked;
