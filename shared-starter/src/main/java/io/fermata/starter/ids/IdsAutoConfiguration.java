package io.fermata.starter.ids;

import com.github.f4b6a3.uuid.factory.standard.TimeOrderedEpochFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** The clock and the id source of a service. */
@AutoConfiguration
public class IdsAutoConfiguration {
    /** What the database keeps of a time: what is answered at once and what is read back later are the same. */
    private static final Duration RESOLUTION = Duration.of(1, ChronoUnit.MICROS);

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), RESOLUTION);
    }

    @Bean
    @ConditionalOnMissingBean
    Ids ids(Clock clock) {
        TimeOrderedEpochFactory factory = TimeOrderedEpochFactory.builder()
                .withClock(clock)
                .withIncrementPlus1()
                .build();
        return new Ids(factory::create);
    }
}
