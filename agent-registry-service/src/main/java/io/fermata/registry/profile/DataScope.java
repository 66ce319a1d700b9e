package io.fermata.registry.profile;

import java.util.List;

/** The data sets, interfaces and services an agent is said to use, by name. It describes, and gives or refuses nothing. */
public record DataScope(List<String> datasets, List<String> apis, List<String> services) {
    public static final DataScope EMPTY = new DataScope(List.of(), List.of(), List.of());

    public DataScope {
        datasets = List.copyOf(datasets);
        apis = List.copyOf(apis);
        services = List.copyOf(services);
    }
}
