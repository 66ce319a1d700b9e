/**
 * The platform around the pure core as a game of chance that one number decides: executors that crash, pause and come back,
 * a bus that repeats and reorders, people, models and tools. Knows nothing but the machine and Java.
 */
package io.fermata.executor.simulation;
