package io.fermata.tools.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRulesTest {
    private final AddressRules strict = new AddressRules(false, List.of());
    private final AddressRules local = new AddressRules(true, List.of("10.9.0.0/16"));

    @ParameterizedTest
    @ValueSource(
            strings = {"93.184.216.34", "8.8.8.8", "172.15.0.1", "172.32.0.1", "2606:2800:220:1:248:1893:25c8:1946"})
    void allowsPublicAddresses(String address) {
        assertThat(strict.allow(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "100.64.0.1",
                "169.254.169.254", "0.0.0.0", "0.1.2.3", "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.0.0.192",
                "198.18.0.1", "::1", "::", "::ffff:127.0.0.1", "::127.0.0.1", "::ffff:169.254.169.254", "fd00:ec2::254",
                "fe80::1", "fec0::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b:1::1", "2002:7f00:1::", "2001::1",
                "2001:db8::1", "100::1", "fc00::1", "168.63.129.16", "100.100.100.200"
            })
    void refusesWhatIsNotTheInternet(String address) {
        assertThat(strict.allow(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "10.0.0.1", "192.168.1.1", "::ffff:127.0.0.1"})
    void opensPrivateNetworksOnOnesOwnMachine(String address) {
        assertThat(local.allow(InetAddress.ofLiteral(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "169.254.169.254",
                "0.0.0.0",
                "224.0.0.1",
                "fe80::1",
                "10.9.1.1",
                "::127.0.0.1",
                "100.100.100.200",
                "fd00:ec2::254",
                "fd00:ec2::23",
                "fd20:ce::254",
                "168.63.129.16"
            })
    void keepsMetadataAndOwnRangesClosedEvenThere(String address) {
        assertThat(local.allow(InetAddress.ofLiteral(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "2130706433", "127.1", "[::1]", "[::ffff:7f00:1]"})
    void refusesLoopbackHoweverItIsWritten(String host) {
        assertThatThrownBy(() -> new CheckedDns(strict).resolve(host)).isInstanceOf(UnknownHostException.class);
    }

    @Test
    void refusesARangeThatIsNone() {
        assertThatThrownBy(() -> AddressRange.parse("10.0.0.0")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> AddressRange.parse("10.0.0.0/33")).isInstanceOf(IllegalArgumentException.class);
    }
}
