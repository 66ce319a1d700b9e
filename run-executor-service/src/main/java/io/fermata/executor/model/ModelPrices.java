package io.fermata.executor.model;

import io.fermata.executor.machine.Price;
import io.fermata.executor.machine.PriceList;
import io.fermata.executor.platform.RunExecutorProperties;
import io.fermata.executor.platform.RunExecutorProperties.UnpricedModels;
import io.fermata.starter.tenancy.Tenants;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** What models cost and when: rows of {@code model_prices}, read again every minute. */
@Component
public class ModelPrices {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final UnpricedModels unpriced;
    private volatile @Nullable List<Row> rows;

    ModelPrices(JdbcClient jdbc, Clock clock, RunExecutorProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.unpriced = properties.unpricedModels();
    }

    /** The prices in force now. */
    public PriceList current() {
        Instant now = clock.instant();
        return new PriceList(
                rows().stream()
                        .filter(row -> row.isValidAt(now))
                        .collect(Collectors.toMap(Row::model, Row::price, (_, later) -> later)),
                unpriced == UnpricedModels.FREE);
    }

    /** Whether it is on the list, now or at any other time. */
    public boolean has(String model) {
        return rows().stream().anyMatch(row -> row.model().equals(model));
    }

    @Scheduled(fixedDelay = 60_000, initialDelay = 60_000)
    void refresh() {
        rows = read();
    }

    private List<Row> rows() {
        List<Row> known = rows;
        if (known == null) {
            known = read();
            rows = known;
        }
        return known;
    }

    private List<Row> read() {
        return Tenants.housekeeping(() -> jdbc.sql("""
                SELECT model, valid_from, valid_to, prompt_usd_per_million, completion_usd_per_million
                  FROM model_prices ORDER BY valid_from
                """)
                .query((rs, _) -> new Row(
                        rs.getString("model"),
                        rs.getObject("valid_from", OffsetDateTime.class).toInstant(),
                        rs.getObject("valid_to", OffsetDateTime.class) == null
                                ? null
                                : rs.getObject("valid_to", OffsetDateTime.class).toInstant(),
                        new Price(
                                rs.getBigDecimal("prompt_usd_per_million"),
                                rs.getBigDecimal("completion_usd_per_million"))))
                .list());
    }

    private record Row(String model, Instant from, @Nullable Instant to, Price price) {
        boolean isValidAt(Instant time) {
            return !time.isBefore(from) && (to == null || time.isBefore(to));
        }
    }
}
