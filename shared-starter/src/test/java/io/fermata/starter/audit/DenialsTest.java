package io.fermata.starter.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DenialsTest {
    private static final TenantId TENANT = new TenantId("denials");

    private final AtomicLong nanos = new AtomicLong();
    private final List<AuditEntry> written = new CopyOnWriteArrayList<>();
    private final Denials denials = new Denials((_, entry) -> written.add(entry), nanos::get);

    @AfterEach
    void close() {
        denials.close();
    }

    @Test
    void writesAFewRefusalsOneByOne() {
        refuse("user:usr_1", 3);

        assertThat(written).hasSize(3).allMatch(AuditEntry::isDenied);
    }

    @Test
    void aFloodIsTenEntriesAndOneThatCountsTheRest() {
        refuse("user:usr_1", 5_000);
        assertThat(written).hasSize(Denials.WRITTEN_ONE_BY_ONE);

        minutePasses();

        await().until(() -> written.size() == Denials.WRITTEN_ONE_BY_ONE + 1);
        assertThat(written.getLast().actor()).isEqualTo("user:usr_1");
        assertThat(written.getLast().details()).containsEntry("repeated", 4_990L);
    }

    @Test
    void oneSubjectsFloodDoesNotHideAnother() {
        refuse("user:usr_1", 100);
        refuse("user:usr_2", 1);

        assertThat(written).hasSize(11).last().extracting(AuditEntry::actor).isEqualTo("user:usr_2");
    }

    @Test
    void aQuietMinuteLeavesNothingToCount() {
        refuse("user:usr_1", 10);
        minutePasses();
        refuse("user:usr_1", 1);

        assertThat(written).hasSize(11).allMatch(entry -> entry.details().isEmpty());
    }

    @Test
    void whatWasCountedIsWrittenBeforeTheServiceStops() {
        refuse("user:usr_1", 12);

        denials.close();

        assertThat(written).hasSize(11);
        assertThat(written.getLast().details()).containsEntry("repeated", 2L);
    }

    private void refuse(String subject, int times) {
        Tenants.run(TENANT, () -> {
            for (int i = 0; i < times; i++) {
                denials.note(subject, Denials.entry("POST /api/v1/notes"));
            }
        });
    }

    private void minutePasses() {
        nanos.addAndGet(Denials.WINDOW.toNanos() + 1);
        denials.settle();
    }
}
