/** What describes an agent besides its configuration: names, owner, capabilities, reach. */
@NullMarked
package io.fermata.registry.profile;

import org.jspecify.annotations.NullMarked;
