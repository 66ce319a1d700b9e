/** What the providers' protocols share: refusals, and playing an answer at its pace. */
@NullMarked
package io.fermata.testkit.wire;

import org.jspecify.annotations.NullMarked;
