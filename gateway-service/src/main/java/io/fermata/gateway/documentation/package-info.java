/** One OpenAPI document out of those of all services, and a page to browse it. */
@NullMarked
package io.fermata.gateway.documentation;

import org.jspecify.annotations.NullMarked;
