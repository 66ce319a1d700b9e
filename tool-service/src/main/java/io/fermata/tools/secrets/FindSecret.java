package io.fermata.tools.secrets;

import io.fermata.starter.problem.ProblemException;
import java.util.Optional;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells whether there is a secret, and for which hosts. */
@Service
class FindSecret {
    private final SecretStore secrets;

    FindSecret(SecretStore secrets) {
        this.secrets = secrets;
    }

    @Transactional(readOnly = true)
    SecretView require(String name) {
        return Optional.of(name)
                .filter(SecretName::valid)
                .flatMap(valid -> secrets.view(new SecretName(valid)))
                .orElseThrow(() -> ProblemException.notFound("secret"));
    }
}
