/** What browsers are told about an answer, and which web origins may read it. */
@NullMarked
package io.fermata.gateway.browser;

import org.jspecify.annotations.NullMarked;
