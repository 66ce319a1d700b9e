/** The OpenAPI document each service publishes about itself. */
@NullMarked
package io.fermata.starter.openapi;

import org.jspecify.annotations.NullMarked;
