package io.fermata.metering.usage;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import java.util.List;

/** The usage events of the current tenant. They are added and read; nothing changes them. */
public interface UsageLedger {
    /**
     * Adds what is not there yet. Needs an open transaction: the inbox commits with it.
     *
     * @return how many were added
     */
    int add(List<UsageEvent> events);

    Page<UsageEvent> list(UsageFilter filter, PageRequest page);

    UsageSummary summarize(Grouping grouping, Period period);
}
