/** What every HTTP request carries in and out: request id, trace context, limits. */
@NullMarked
package io.fermata.starter.web;

import org.jspecify.annotations.NullMarked;
