package io.fermata.identity.federation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.254",
                "127.0.0.1",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "198.19.255.255",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "fc00::1",
                "fd12::1",
                "fe80::1",
                "ff02::1",
                "64:ff9b::a00:1",
                "2002:a00:1::",
                "2001:0:1::",
                "2001:db8::1",
                "::ffff:127.0.0.1"
            })
    void callsNoAddressThatIsNotPublic(String address) throws UnknownHostException {
        assertThat(new PublicAddresses(false).allows(InetAddress.getByName(address)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "100.63.255.255",
                "100.128.0.1",
                "172.32.0.1",
                "198.20.0.1",
                "168.63.129.17",
                "2606:4700::1111"
            })
    void callsPublicOnes(String address) throws UnknownHostException {
        assertThat(new PublicAddresses(false).allows(InetAddress.getByName(address)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "fe80::1",
                "0.0.0.0",
                "224.0.0.1",
                "168.63.129.16",
                "100.100.100.200",
                "fd00:ec2::254",
                "fd20:ce::254"
            })
    void neverCallsWhereCloudsKeepTheirSecrets(String address) throws UnknownHostException {
        for (boolean allowPrivate : new boolean[] {true, false}) {
            assertThat(new PublicAddresses(allowPrivate).allows(InetAddress.getByName(address)))
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.1.2.3", "::1", "fd12::1"})
    void callsOnesOwnMachineWhereThatIsAllowed(String address) throws UnknownHostException {
        assertThat(new PublicAddresses(true).allows(InetAddress.getByName(address)))
                .isTrue();
    }
}
