/** The main job before your eyes: {@code ./fermata demo} speaks to the platform as any user would, through the gateway. */
@NullMarked
package io.fermata.localstack.demo;

import org.jspecify.annotations.NullMarked;
