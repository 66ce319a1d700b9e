package io.fermata.identity.federation;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks hosts up and lets only public addresses through; what is returned is what the socket opens, so no second look-up can
 * answer differently. A tenant chooses these hosts.
 */
final class PublicAddresses implements DnsResolver {
    private static final int[][] NOT_PUBLIC = {
        {0, 8},
        {10, 8},
        {(100 << 8) | 64, 10},
        {127, 8},
        {(169 << 8) | 254, 16},
        {(172 << 8) | 16, 12},
        {192 << 8, 16},
        {(192 << 8) | 168, 16},
        {(198 << 8) | 18, 15},
        {(198 << 8) | 51, 16},
        {203 << 8, 16}
    };
    private static final int MULTICAST_AND_BEYOND = 224;

    /**
     * Where clouds tell a machine its secrets at addresses that look public or private, by their first four bytes: Azure
     * (168.63.129.16), Amazon (fd00:ec2::/32), Google (fd20:ce::/32). The other clouds' lie in what is never called.
     */
    private static final Set<Integer> METADATA = Set.of(0xa83f8110, 0xfd000ec2, 0xfd2000ce);

    /** Each may take the whole time to connect. */
    private static final int MOST = 3;

    private final boolean allowPrivate;

    PublicAddresses(boolean allowPrivate) {
        this.allowPrivate = allowPrivate;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(host);
        if (!Arrays.stream(found).allMatch(this::allows)) {
            throw new UnknownHostException("not an address that may be called");
        }
        return Arrays.copyOf(found, Math.min(found.length, MOST));
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Link-local is where clouds keep their secrets: never. */
    boolean allows(InetAddress address) {
        boolean own = address.isLoopbackAddress() || address.isSiteLocalAddress() || isUniqueLocal(address);
        return !isMetadata(address) && (own ? allowPrivate : isPublic(address));
    }

    private static boolean isMetadata(InetAddress address) {
        return METADATA.contains(ByteBuffer.wrap(address.getAddress()).getInt());
    }

    private static boolean isPublic(InetAddress address) {
        return address instanceof Inet4Address ? isPublic4(address.getAddress()) : isPublic6(address.getAddress());
    }

    private static boolean isPublic4(byte[] address) {
        int first = address[0] & 0xff;
        int top = (first << 8) | (address[1] & 0xff);
        return first < MULTICAST_AND_BEYOND
                && Arrays.stream(NOT_PUBLIC)
                        .noneMatch(range -> range[1] == 8
                                ? first == range[0]
                                : top >> (16 - range[1]) == range[0] >> (16 - range[1]));
    }

    /** Global unicast without the forms that carry an IPv4 address or document something. */
    private static boolean isPublic6(byte[] address) {
        int first = ((address[0] & 0xff) << 8) | (address[1] & 0xff);
        int second = ((address[2] & 0xff) << 8) | (address[3] & 0xff);
        boolean global = first >> 13 == 1;
        boolean special =
                first == 0x2002 || (first == 0x2001 && (second < 0x0200 || second == 0x0db8)) || first == 0x3fff;
        return global && !special;
    }

    private static boolean isUniqueLocal(InetAddress address) {
        return !(address instanceof Inet4Address) && (address.getAddress()[0] & 0xfe) == 0xfc;
    }
}
