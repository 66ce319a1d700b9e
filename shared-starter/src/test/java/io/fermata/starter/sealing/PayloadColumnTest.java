package io.fermata.starter.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadColumnTest {
    private static final String PLAIN = "{\"message\":\"planted ✓\"}";

    private final AtomicBoolean marked = new AtomicBoolean();
    private final Sealing sealing = Sealing.of(new MemoryDataKeys(), Clock.systemUTC(), Sealing.master("k1"));
    private final SensitivePayloads payloads = new SensitivePayloads(marked::get, sealing.sealer());
    private final PayloadColumn inputs = payloads.column("runs.input");

    @Test
    void storesWhatIsNotSensitiveAsItIs() {
        assertThat(seal("run_1", PLAIN)).isSameAs(PLAIN);
        assertThat(open("run_1", PLAIN)).isSameAs(PLAIN);
    }

    @Test
    void sealsWhatIsSensitiveAndOpensItAgain() {
        marked.set(true);

        String stored = seal("run_1", PLAIN);

        assertThat(stored).startsWith("fs1.1.").doesNotContain("planted");
        assertThat(open("run_1", stored)).isEqualTo(PLAIN);
    }

    @Test
    void readsOnWhateverTheMarkIsByNow() {
        String before = seal("run_1", PLAIN);
        marked.set(true);
        String meanwhile = seal("run_2", PLAIN);
        assertThat(open("run_1", before)).isEqualTo(PLAIN);
        marked.set(false);

        assertThat(open("run_2", meanwhile)).isEqualTo(PLAIN);
        assertThat(seal("run_3", PLAIN)).isEqualTo(PLAIN);
    }

    @Test
    void opensInNoOtherRowOrColumn() {
        marked.set(true);
        String stored = seal("run_1", PLAIN);

        assertThatThrownBy(() -> open("run_2", stored)).isInstanceOf(UnopenableException.class);
        PayloadColumn outputs = payloads.column("runs.output");
        assertThatThrownBy(() -> inTenant(() -> outputs.open("run_1", stored))).isInstanceOf(UnopenableException.class);
    }

    @Test
    void leavesWhatIsNotThereOut() {
        marked.set(true);

        assertThat(inputs.sealIfPresent("run_1", null)).isNull();
        assertThat(inputs.openIfPresent("run_1", null)).isNull();
    }

    /** Somebody may say what we would take for a sealed value. */
    @ParameterizedTest
    @ValueSource(strings = {"fs1.", "fs1.1.AAAA", "fs1.and so on", "fs1.1.", "fs1"})
    void readsAsItWasWrittenWhateverItLooksLike(String text) {
        assertThat(open("run_1", seal("run_1", text))).isEqualTo(text);
    }

    @Test
    void readsWhatWasWrittenBeforeAnythingWasSealed() {
        assertThat(open("run_1", "fs1.is our new product")).isEqualTo("fs1.is our new product");
    }

    private String seal(String row, String text) {
        return inTenant(() -> inputs.seal(row, text));
    }

    private String open(String row, String stored) {
        return inTenant(() -> inputs.open(row, stored));
    }

    private static <T> T inTenant(Supplier<T> work) {
        return Tenants.call(new TenantId("acme"), work);
    }
}
