package io.fermata.localstack;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Arguments of a command: flags it knows, and words. */
record Options(Set<String> flags, List<String> words) {
    static Options of(List<String> arguments, String... known) {
        Set<String> flags =
                arguments.stream().filter(argument -> argument.startsWith("-")).collect(Collectors.toSet());
        flags.stream()
                .filter(flag -> !List.of(known).contains(flag))
                .findFirst()
                .ifPresent(flag -> {
                    throw new UsageException("unknown option " + flag + ", see ./fermata help");
                });
        return new Options(
                flags,
                arguments.stream().filter(argument -> !argument.startsWith("-")).toList());
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    void requireNoWords() {
        if (!words.isEmpty()) {
            throw new UsageException("did not expect '" + words.getFirst() + "', see ./fermata help");
        }
    }

    String requireWord(String usage) {
        if (words.size() != 1) {
            throw new UsageException("usage: ./fermata " + usage);
        }
        return words.getFirst();
    }
}
