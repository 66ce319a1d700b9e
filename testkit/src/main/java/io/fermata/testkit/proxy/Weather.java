package io.fermata.testkit.proxy;

import java.time.Duration;

/**
 * What a link does to what passes through it. Values that are zero do nothing.
 *
 * @param latency added to each piece of data, each way, give or take a half
 * @param bytesPerSecond most that passes on one connection, each way
 * @param cutAfterBytes a connection is reset when so many bytes have come back on it
 * @param swallow half-open: connections stay, and nothing that is sent arrives
 * @param refuse nobody gets a connection
 */
public record Weather(Duration latency, long bytesPerSecond, long cutAfterBytes, boolean swallow, boolean refuse) {
    public static final Weather CALM = new Weather(Duration.ZERO, 0, 0, false, false);

    public static Weather slow(Duration latency) {
        return new Weather(latency, 0, 0, false, false);
    }

    public static Weather narrow(long bytesPerSecond) {
        return new Weather(Duration.ZERO, bytesPerSecond, 0, false, false);
    }

    public static Weather cutting(long afterBytes) {
        return new Weather(Duration.ZERO, 0, afterBytes, false, false);
    }

    public static Weather halfOpen() {
        return new Weather(Duration.ZERO, 0, 0, true, false);
    }

    public static Weather closed() {
        return new Weather(Duration.ZERO, 0, 0, false, true);
    }
}
