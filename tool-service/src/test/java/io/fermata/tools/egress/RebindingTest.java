package io.fermata.tools.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.tools.egress.CheckedDns.DeniedAddressException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

/** A name whose owner answers differently each time it is asked for. */
class RebindingTest {
    private static final String OUTSIDE = "93.184.216.34";
    private static final String INSIDE = "169.254.169.254";

    private final Queue<List<String>> answers = new ArrayDeque<>();
    private final CheckedDns dns = new CheckedDns(new AddressRules(false, List.of()), _ -> next());

    @Test
    void opensWhatWasCheckedAndAsksNoSecondTime() throws UnknownHostException {
        answers.add(List.of(OUTSIDE));
        answers.add(List.of(INSIDE));

        assertThat(dns.resolve("rebinding.example")).containsExactly(InetAddress.getByName(OUTSIDE));
        assertThat(answers).as("not asked for").hasSize(1);
    }

    @Test
    void checksEachTimeThatItAsks() throws UnknownHostException {
        answers.add(List.of(OUTSIDE));
        answers.add(List.of(INSIDE));
        dns.resolve("rebinding.example");

        assertThatThrownBy(() -> dns.resolve("rebinding.example")).isInstanceOf(DeniedAddressException.class);
    }

    @Test
    void refusesANameThatAlsoPointsInside() {
        answers.add(List.of(OUTSIDE, INSIDE));

        assertThatThrownBy(() -> dns.resolve("rebinding.example")).isInstanceOf(DeniedAddressException.class);
    }

    private InetAddress[] next() throws UnknownHostException {
        List<String> answer = answers.remove();
        InetAddress[] addresses = new InetAddress[answer.size()];
        for (int i = 0; i < addresses.length; i++) {
            addresses[i] = InetAddress.getByName(answer.get(i));
        }
        return addresses;
    }
}
