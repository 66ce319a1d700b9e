package io.fermata.tools.egress;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which addresses may be called. The ranges are those of the IANA special-purpose registries. IPv6 forms that carry an
 * IPv4 address (mapped, compatible, NAT64, 6to4, Teredo) are refused whole, so no second spelling of an address exists.
 */
public final class AddressRules {
    /** Where clouds tell a machine its secrets, at addresses that look private or public: Alibaba, Amazon, Google, Azure. */
    private static final List<AddressRange> METADATA =
            ranges("100.100.100.200/32", "fd00:ec2::/32", "fd20:ce::/32", "168.63.129.16/32");

    /** Machines of the operator: a local installation may open these, and nothing else does. */
    private static final List<AddressRange> PRIVATE = ranges(
            "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7");

    /** Never a tool: unspecified, link-local (metadata of most clouds), multicast, documentation, translation, reserved. */
    private static final List<AddressRange> NEVER = ranges(
            "0.0.0.0/8",
            "169.254.0.0/16",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.88.99.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
            "::/96",
            "64:ff9b::/96",
            "64:ff9b:1::/48",
            "100::/64",
            "2001::/23",
            "2001:db8::/32",
            "2002::/16",
            "3fff::/20",
            "5f00::/16",
            "fe80::/10",
            "fec0::/10",
            "ff00::/8");

    private final boolean allowPrivate;
    private final List<AddressRange> own;

    /**
     * @param allowPrivate true opens loopback and private networks; only for a machine of one's own
     * @param own further ranges of the installation that no tool may reach, in CIDR notation
     */
    public AddressRules(boolean allowPrivate, List<String> own) {
        this.allowPrivate = allowPrivate;
        this.own = own.stream().map(AddressRange::parse).toList();
    }

    boolean allow(InetAddress address) {
        if (within(own, address) || within(METADATA, address)) {
            return false;
        }
        // ::1 is private and lies inside the IPv4-compatible block: the private list is asked first.
        return within(PRIVATE, address) ? allowPrivate : !within(NEVER, address);
    }

    private static boolean within(List<AddressRange> ranges, InetAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }

    private static List<AddressRange> ranges(String... cidrs) {
        return Stream.of(cidrs).map(AddressRange::parse).toList();
    }
}
