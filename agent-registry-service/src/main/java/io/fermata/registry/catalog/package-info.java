/** What the registry needs to know of tool-service: which tools exist. */
@NullMarked
package io.fermata.registry.catalog;

import org.jspecify.annotations.NullMarked;
