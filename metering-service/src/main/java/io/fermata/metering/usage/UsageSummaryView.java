package io.fermata.metering.usage;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A summary as callers see it. */
record UsageSummaryView(List<GroupView> data, TotalView total) {
    UsageSummaryView {
        data = List.copyOf(data);
    }

    record GroupView(
            @Nullable String key,
            long events,
            long promptTokens,
            long completionTokens,
            long totalTokens,
            long quantity,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal costUsd) {}

    record TotalView(
            long events,
            long promptTokens,
            long completionTokens,
            long totalTokens,
            long quantity,
            @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal costUsd) {}

    static UsageSummaryView of(UsageSummary summary) {
        return new UsageSummaryView(
                summary.groups().stream().map(UsageSummaryView::group).toList(), total(summary.total()));
    }

    private static GroupView group(UsageSummary.Group group) {
        UsageTotals totals = group.totals();
        return new GroupView(
                group.key(),
                totals.events(),
                totals.promptTokens(),
                totals.completionTokens(),
                totals.totalTokens(),
                totals.quantity(),
                Money.usd(totals.costUsd()));
    }

    private static TotalView total(UsageTotals totals) {
        return new TotalView(
                totals.events(),
                totals.promptTokens(),
                totals.completionTokens(),
                totals.totalTokens(),
                totals.quantity(),
                Money.usd(totals.costUsd()));
    }
}
