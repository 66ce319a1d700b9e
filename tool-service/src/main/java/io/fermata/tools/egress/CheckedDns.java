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

    CheckedDns(AddressRules rules) {
        this.rules = rules;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(host);
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
