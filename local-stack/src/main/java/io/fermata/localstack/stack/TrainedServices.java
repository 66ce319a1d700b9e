package io.fermata.localstack.stack;

import io.fermata.localstack.StackService;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Which services learn to start fast before their first start. Training costs as much as some eight starts save. */
final class TrainedServices {
    static final String VARIABLE = "FERMATA_AOT";

    private TrainedServices() {}

    /** @throws StackException for a word that is no service */
    static Predicate<StackService> of(Map<String, String> environment) {
        String words = environment.getOrDefault(VARIABLE, "");
        Set<StackService> trained = switch (words) {
            case "" -> EnumSet.allOf(StackService.class);
            case "off" -> EnumSet.noneOf(StackService.class);
            default ->
                Arrays.stream(words.split(",", -1)).map(TrainedServices::named).collect(Collectors.toSet());
        };
        return trained::contains;
    }

    private static StackService named(String word) {
        return StackService.named(word.strip())
                .orElseThrow(() -> new StackException(
                        VARIABLE + " is off or names services, separated by commas; there is no '" + word + "'"));
    }
}
