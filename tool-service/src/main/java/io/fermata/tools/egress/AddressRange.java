package io.fermata.tools.egress;

import java.net.InetAddress;

/** A block of addresses in CIDR notation, IPv4 or IPv6. */
record AddressRange(InetAddress network, int prefix) {
    AddressRange {
        if (prefix < 0 || prefix > network.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("prefix length " + prefix + " does not fit " + network.getHostAddress());
        }
    }

    /** @param cidr for example {@code 10.0.0.0/8}; the address is a literal, no name is looked up */
    static AddressRange parse(String cidr) {
        int slash = cidr.indexOf('/');
        if (slash < 1) {
            throw new IllegalArgumentException("not an address range, expected address/prefix: " + cidr);
        }
        return new AddressRange(
                InetAddress.ofLiteral(cidr.substring(0, slash)), Integer.parseInt(cidr, slash + 1, cidr.length(), 10));
    }

    boolean contains(InetAddress address) {
        byte[] mine = network.getAddress();
        byte[] theirs = address.getAddress();
        if (mine.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int mask = 0x80 >> (bit % Byte.SIZE);
            if ((mine[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
