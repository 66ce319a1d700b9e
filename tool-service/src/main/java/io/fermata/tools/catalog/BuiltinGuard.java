package io.fermata.tools.catalog;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import org.springframework.stereotype.Component;

/** Keeps the built-in tools as they are. */
@Component
class BuiltinGuard {
    private final Builtins builtins;

    BuiltinGuard(Builtins builtins) {
        this.builtins = builtins;
    }

    void refuse(String name) {
        if (builtins.find(name).isPresent()) {
            throw ProblemException.of(Problems.FORBIDDEN, name + " is built in and cannot be changed.");
        }
    }
}
