package io.fermata.starter.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.CannotCreateTransactionException;

class KnownSettingsTest {
    private static final TenantId ACME = new TenantId("acme");
    private static final TenantSettings SENSITIVE = new TenantSettings(true, List.of("email"), true);

    private final Store store = new Store();
    private long now;
    private final KnownSettings settings = new KnownSettings(store, () -> now);

    @Test
    void asksTheStoreOnceForAWhile() {
        current();
        store.settings = SENSITIVE;

        assertThat(current()).isEqualTo(TenantSettings.NONE);
        now += KnownSettings.CACHE_TIME.toNanos();
        assertThat(current()).isEqualTo(SENSITIVE);
    }

    @Test
    void knowsAtOnceWhatItWasTold() {
        current();

        Tenants.run(ACME, () -> settings.remember(SENSITIVE, Instant.EPOCH));

        assertThat(current()).isEqualTo(SENSITIVE);
    }

    @Test
    void keepsNothingThatWasReadWhileItChanged() {
        store.whileReading = () -> {
            store.whileReading = () -> {};
            settings.remember(SENSITIVE, Instant.EPOCH);
        };

        assertThat(current()).isEqualTo(TenantSettings.NONE);
        assertThat(current()).isEqualTo(SENSITIVE);
    }

    @Test
    void goesOnWithWhatItKnewWhileTheDatabaseIsAway() {
        Tenants.run(ACME, () -> settings.remember(SENSITIVE, Instant.EPOCH));
        current();
        now += KnownSettings.CACHE_TIME.toNanos();
        store.whileReading = () -> {
            throw new CannotCreateTransactionException("no database");
        };

        assertThat(current()).isEqualTo(SENSITIVE);
        assertThatThrownBy(() -> Tenants.call(new TenantId("globex"), settings::current))
                .isInstanceOf(CannotCreateTransactionException.class);
    }

    private TenantSettings current() {
        return Tenants.call(ACME, settings::current);
    }

    private static final class Store implements SettingsStore {
        private TenantSettings settings = TenantSettings.NONE;
        private Runnable whileReading = () -> {};

        @Override
        public TenantSettings find() {
            TenantSettings found = settings;
            whileReading.run();
            return found;
        }

        @Override
        public void remember(TenantSettings chosen, Instant told, Runnable then) {
            settings = chosen;
            then.run();
        }
    }
}
