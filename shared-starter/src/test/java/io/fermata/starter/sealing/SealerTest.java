package io.fermata.starter.sealing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.starter.sealing.UnopenableException.Why;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealerTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantId GLOBEX = new TenantId("globex");
    private static final Place PLACE = new Place("secrets.sealed", "SHOP_TOKEN/1");
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final MemoryDataKeys store = new MemoryDataKeys();
    private final Sealing sealing = at(START, Sealing.master("k1"));

    @Test
    void opensWhatItSealed() {
        String sealed = seal(sealing, "top secret ✓");

        assertThat(sealed).matches("fs1\\.1\\.[A-Za-z0-9_-]+").isNotEqualTo(seal(sealing, "top secret ✓"));
        assertThat(open(sealing, sealed)).isEqualTo("top secret ✓");
    }

    @Test
    void opensForNoOtherTenant() {
        String sealed = seal(sealing, "top secret");
        Tenants.run(GLOBEX, () -> sealing.sealer().seal(PLACE, "theirs"));

        assertRefused(Why.ALTERED, () -> open(GLOBEX, sealing, PLACE, sealed));
    }

    @Test
    void opensInNoOtherColumnOrRow() {
        String sealed = seal(sealing, "top secret");

        assertRefused(Why.ALTERED, () -> open(sealing, new Place("secrets.other", "SHOP_TOKEN/1"), sealed));
        assertRefused(Why.ALTERED, () -> open(sealing, new Place("secrets.sealed", "SHOP_TOKEN/2"), sealed));
    }

    @Test
    void makesDoWithoutWhatCannotBeOpened() {
        String sealed = seal(sealing, "top secret");

        assertThat(Tenants.call(ACME, () -> sealing.sealer().tryOpenText(PLACE, sealed)))
                .hasValue("top secret");
        assertThat(Tenants.call(ACME, () -> sealing.sealer().tryOpenText(PLACE, "stored long ago")))
                .isEmpty();
    }

    @Test
    void opensNothingThatWasChanged() {
        String sealed = seal(sealing, "top secret");
        char last = sealed.charAt(10);
        String changed = sealed.substring(0, 10) + (last == 'A' ? 'B' : 'A') + sealed.substring(11);

        assertRefused(Why.ALTERED, () -> open(sealing, changed));
        assertRefused(Why.ALTERED, () -> open(sealing, "fs1.1.AAAA"));
        assertRefused(Why.KEY_MISSING, () -> open(sealing, sealed.replace("fs1.1.", "fs1.7.")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "top secret", "fs1.0.AAAA", "fs1.1.", "fs1.1.AA AA", "fs2.1.AAAA", "fs1.1.A", "fs1.-1.AAAA"})
    void takesNothingElseForASealedValue(String text) {
        assertRefused(Why.MALFORMED, () -> open(sealing, text));
    }

    @Test
    void asksTheStoreOnceAsLongAsItRemembers() {
        seal(sealing, "one");
        int reads = store.reads;

        open(sealing, seal(sealing, "two"));

        assertThat(store.reads).isEqualTo(reads);
    }

    @Test
    void sealsWithANewKeyWhenTheLastIsOldAndOpensWhatWasSealedBefore() {
        String old = seal(sealing, "old");
        Sealing later = at(START.plus(Sealing.LIFETIME), Sealing.master("k1"));

        String young = seal(later, "young");

        assertThat(young).startsWith("fs1.2.");
        assertThat(open(later, old)).isEqualTo("old");
        assertThat(open(sealing, young)).isEqualTo("young");
    }

    @Test
    void keepsItsDataKeysUnderANewMasterKey() {
        String sealed = seal(sealing, "top secret");
        Sealing both = at(START, Sealing.master("k2") + "," + Sealing.master("k1"));

        Tenants.run(ACME, both.keys()::rewrap);

        assertThat(Tenants.call(ACME, store::find).versions())
                .extracting(WrappedKey::masterKey)
                .containsExactly("k2");
        assertThat(open(at(START, Sealing.master("k2")), sealed)).isEqualTo("top secret");
        assertRefused(Why.KEY_MISSING, () -> open(at(START, Sealing.master("k1")), sealed));
    }

    @Test
    void refusesAnotherMasterKeyUnderTheSameName() {
        String sealed = seal(sealing, "top secret");
        String impostor = Sealing.master("xx").replace("xx:", "k1:");

        assertRefused(Why.KEY_MISSING, () -> open(at(START, impostor), sealed));
    }

    @Test
    void refusesADataKeyThatWasMovedToAnotherTenant() {
        seal(sealing, "top secret");
        store.stored.put(GLOBEX, Tenants.call(ACME, store::find));

        assertRefused(
                Why.KEY_MISSING,
                () -> Tenants.call(GLOBEX, () -> sealing.sealer().seal(PLACE, "x")));
    }

    @Test
    void opensAndSealsNothingOfAnErasedTenant() {
        String sealed = seal(sealing, "top secret");

        Tenants.run(ACME, sealing.keys()::erase);

        assertRefused(Why.ERASED, () -> open(sealing, sealed));
        assertRefused(Why.ERASED, () -> seal(sealing, "too late"));
        assertThat(Tenants.call(GLOBEX, () -> sealing.sealer().seal(PLACE, "still here")))
                .startsWith("fs1.1.");
    }

    private Sealing at(Instant now, String masterKeys) {
        return Sealing.of(store, Clock.fixed(now, ZoneOffset.UTC), masterKeys);
    }

    private static String seal(Sealing sealing, String plain) {
        return Tenants.call(ACME, () -> sealing.sealer().seal(PLACE, plain));
    }

    private static String open(Sealing sealing, String sealed) {
        return open(sealing, PLACE, sealed);
    }

    private static String open(Sealing sealing, Place place, String sealed) {
        return open(ACME, sealing, place, sealed);
    }

    private static String open(TenantId tenant, Sealing sealing, Place place, String sealed) {
        byte[] plain = Tenants.call(tenant, () -> sealing.sealer().open(place, sealed));
        return new String(plain, StandardCharsets.UTF_8);
    }

    private static void assertRefused(Why why, Supplier<String> attempt) {
        assertThatThrownBy(attempt::get)
                .isInstanceOfSatisfying(
                        UnopenableException.class,
                        refusal -> assertThat(refusal.why()).isEqualTo(why));
    }
}
