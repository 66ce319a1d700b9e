package io.fermata.executor.machine;

import java.util.Map;

/**
 * What models cost, and whether one that is not on the list may be asked.
 *
 * @param prices by {@code provider/model}
 * @param unlistedIsFree whether a model without a price counts as free; if not, no run of this platform asks it
 */
public record PriceList(Map<String, Price> prices, boolean unlistedIsFree) {

    public PriceList {
        prices = Map.copyOf(prices);
    }

    public Price of(String model) {
        return prices.getOrDefault(model, Price.FREE);
    }

    boolean mayAsk(String model) {
        return unlistedIsFree || prices.containsKey(model);
    }
}
