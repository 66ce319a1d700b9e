package io.fermata.executor.execution;

import io.micrometer.core.instrument.Tag;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * The model as a label of metrics. A label's values must have a bound, and tenants name models as they like: those with a
 * price are named, of the others the first ones, and all further ones share {@value #OTHERS}, which is no model's name.
 */
final class ModelLabels {

    static final String OTHERS = "_others";

    private static final String NAME = "model";

    private final Predicate<String> hasPrice;
    private final int mostWithoutPrice;
    private final Set<String> withoutPrice = ConcurrentHashMap.newKeySet();

    ModelLabels(Predicate<String> hasPrice, int mostWithoutPrice) {
        this.hasPrice = hasPrice;
        this.mostWithoutPrice = mostWithoutPrice;
    }

    Tag of(String model) {
        return Tag.of(NAME, hasPrice.test(model) || isAmongTheFirst(model) ? model : OTHERS);
    }

    private boolean isAmongTheFirst(String model) {
        return withoutPrice.contains(model) || (withoutPrice.size() < mostWithoutPrice && withoutPrice.add(model));
    }
}
