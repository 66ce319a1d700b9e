/** Tests of agents: start a run through the gateway and assert on its steps. */
@NullMarked
package io.fermata.testkit.scenario;

import org.jspecify.annotations.NullMarked;
