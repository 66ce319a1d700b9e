package io.fermata.gateway.limits;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Whom an address stands for: with IPv6 the network of 64 bits, because whoever has one address has all of them. */
final class ClientAddress {
    private static final int NETWORK_BYTES = 8;
    private static final String UNKNOWN = "unknown";

    private ClientAddress() {}

    static String of(ServerHttpRequest request) {
        InetSocketAddress remote = request.getRemoteAddress();
        return of(remote == null ? null : remote.getAddress());
    }

    static String of(@Nullable InetAddress address) {
        return switch (address) {
            case null -> UNKNOWN;
            case Inet6Address six -> HexFormat.of().formatHex(Arrays.copyOf(six.getAddress(), NETWORK_BYTES)) + "/64";
            default -> address.getHostAddress();
        };
    }
}
