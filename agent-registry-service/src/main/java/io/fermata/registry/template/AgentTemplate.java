package io.fermata.registry.template;

import tools.jackson.databind.node.ObjectNode;

/**
 * A ready-made agent.
 *
 * @param description what it is good for
 * @param agent the body with which {@code POST /api/v1/agents} makes it
 */
record AgentTemplate(String id, String name, String description, ObjectNode agent) {}
