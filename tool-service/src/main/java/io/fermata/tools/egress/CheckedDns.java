package io.fermata.tools.egress;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks a host up and lets only allowed addresses through. The socket is opened to what is returned here, so there is no
 * second look-up that could answer differently (DNS rebinding).
 */
final class CheckedDns implements DnsResolver {
    private final AddressRules rules;
    private final Lookup lookup;

    /** All addresses of a name, as they are just now. */
    interface Lookup {
        InetAddress[] of(String host) throws UnknownHostException;
    }

    CheckedDns(AddressRules rules) {
        this(rules, InetAddress::getAllByName);
    }

    CheckedDns(AddressRules rules, Lookup lookup) {
        this.rules = rules;
        this.lookup = lookup;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = lookup.of(host);
        // One refused address refuses the name: a mixed answer is how rebinding starts.
        if (!Arrays.stream(found).allMatch(rules::allow)) {
            throw new DeniedAddressException();
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Checked, because the client library passes it through its connection code unchanged. */
    static final class DeniedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;
    }
}
