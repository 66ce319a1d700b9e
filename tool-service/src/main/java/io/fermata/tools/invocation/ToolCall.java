package io.fermata.tools.invocation;

import io.fermata.tools.catalog.ToolDefinition;
import io.fermata.tools.egress.Cancellation;
import io.fermata.tools.egress.Deadline;
import tools.jackson.databind.node.ObjectNode;

/** One attempt at a tool, with arguments that passed its schema. */
public record ToolCall(
        ToolDefinition tool, ObjectNode arguments, EffectKey effectKey, Deadline deadline, Cancellation cancellation) {}
