package io.fermata.tools.secrets;

import java.time.Instant;
import java.util.List;

/** What is shown of a secret: everything but its value. */
record SecretView(String name, int version, List<String> allowedHosts, Instant createdAt, Instant updatedAt) {}
