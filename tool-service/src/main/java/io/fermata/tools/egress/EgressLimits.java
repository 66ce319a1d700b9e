package io.fermata.tools.egress;

import java.time.Duration;

/**
 * What bounds outbound calls.
 *
 * @param maxAnswerBytes more than this is not read
 * @param connectTimeout how long a connection may take to open
 */
public record EgressLimits(int maxAnswerBytes, Duration connectTimeout, int connections, int connectionsPerHost) {}
