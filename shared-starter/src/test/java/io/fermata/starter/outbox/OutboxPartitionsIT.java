package io.fermata.starter.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.fermata.localstack.junit.ServiceTestInitializer;
import io.fermata.starter.defaults.DatabaseProperties;
import io.fermata.starter.events.EventsApplication;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.test.context.ContextConfiguration;

@SpringBootTest(
        classes = EventsApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE,
        properties = {
            "spring.application.name=partition-service",
            "fermata-test.database=fermata_partitions",
            "fermata.relay.enabled=false"
        })
@ContextConfiguration(initializers = ServiceTestInitializer.class)
class OutboxPartitionsIT {
    private static final String ANCIENT = """
            CREATE TABLE outbox_20200101 PARTITION OF outbox
            FOR VALUES FROM ('016f5e66-e800-0000-0000-000000000000') TO ('016f638d-4400-0000-0000-000000000000')
            """;

    @Autowired
    private OutboxPartitions partitions;

    @Autowired
    private DatabaseProperties database;

    @Test
    void thereArePartitionsForTheDaysToCome() {
        assertThat(names()).hasSizeGreaterThanOrEqualTo(OutboxPartitions.DAYS_AHEAD + 2);
    }

    @Test
    void aMissingPartitionIsMadeAgain() {
        List<String> before = names();
        owner().execute("DROP TABLE " + before.getLast());

        partitions.make();

        assertThat(names()).isEqualTo(before);
    }

    @Test
    void anOldPartitionGoesOnlyWhenAllOfItWasRelayed() {
        owner().execute(ANCIENT);
        owner().execute("UPDATE relay_watermark SET relayed_until = uuid_floor('2020-01-01T12:00:00Z')");
        partitions.drop();
        assertThat(names()).contains("outbox_20200101");

        owner().execute("UPDATE relay_watermark SET relayed_until = uuid_floor('2020-01-02T00:00:00Z')");
        partitions.drop();

        assertThat(names()).doesNotContain("outbox_20200101");
    }

    private List<String> names() {
        return owner().query(
                        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'outbox'::regclass ORDER BY 1",
                        (row, _) -> row.getString(1));
    }

    private JdbcTemplate owner() {
        return new JdbcTemplate(
                new DriverManagerDataSource(database.url(), database.ownerUser(), database.ownerPassword()));
    }
}
