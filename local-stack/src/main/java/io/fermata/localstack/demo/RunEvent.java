package io.fermata.localstack.demo;

import tools.jackson.databind.JsonNode;

/** One event of a run's stream: {@code step}, {@code token} or {@code run}. */
record RunEvent(String name, JsonNode data) {}
