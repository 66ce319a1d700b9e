package io.fermata.executor.execution;

import io.fermata.executor.Neighbours;
import io.fermata.executor.RunExecutorApplication;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/** Another instance of the service, over the database and the bus of the first. */
final class SecondInstance {

    private SecondInstance() {}

    static ConfigurableApplicationContext start(ConfigurableEnvironment first) {
        return new SpringApplicationBuilder(RunExecutorApplication.class)
                .initializers(
                        context -> context.getEnvironment()
                                .getPropertySources()
                                .addFirst(new MapPropertySource("second", shared(first))),
                        new Neighbours())
                .run();
    }

    static int port(ConfigurableApplicationContext second) {
        return second.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static Map<String, Object> shared(ConfigurableEnvironment first) {
        Map<String, Object> shared = new HashMap<>();
        first.getPropertySources().stream()
                .filter(source -> source.getName().equals("fermata-test"))
                .forEach(source -> shared.putAll(((MapPropertySource) source).getSource()));
        shared.put("server.port", "0");
        shared.put("fermata.executor.retry-backoff", "20ms");
        shared.put("fermata.executor.lease", "2s");
        return shared;
    }
}
