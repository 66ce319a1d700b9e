package io.fermata.localstack.junit;

import io.fermata.localstack.postgres.DatabaseScript;

/** Where a JVM's Postgres and Kafka come from. */
interface Infrastructure {
    DatabaseScript databases();

    String bootstrapServers();
}
