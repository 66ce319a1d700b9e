package io.fermata.identity.password;

import io.fermata.contracts.Problems;
import io.fermata.starter.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Argon2id with 19 MiB, two passes and one lane, as OWASP advises. Only a few at the same time: each takes its memory, and
 * many strangers guessing must not take all of it.
 */
@Component
class PasswordHashes {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19_456;
    private static final int PASSES = 2;
    private static final int AT_ONCE = 4;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final PasswordEncoder argon2;
    private final Semaphore slots = new Semaphore(AT_ONCE);
    /** Made up, not computed: no password has it, and looking for one takes as long as with any other. */
    private final String nobodys;

    @Autowired
    PasswordHashes(SecureRandom random) {
        this(random, argon2());
    }

    PasswordHashes(SecureRandom random, PasswordEncoder argon2) {
        this.argon2 = argon2;
        String parameters = "$argon2id$v=19$m=" + KIBIBYTES + ",t=" + PASSES + ",p=" + LANES;
        this.nobodys = parameters + '$' + unknown(random, SALT_BYTES) + '$' + unknown(random, HASH_BYTES);
    }

    static PasswordEncoder argon2() {
        return new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, PASSES);
    }

    final String nobodys() {
        return nobodys;
    }

    private static String unknown(SecureRandom random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }

    final String hash(String password) {
        return inSlot(() -> String.valueOf(argon2.encode(password)));
    }

    /** The same work whether there is a hash to compare with or not. */
    boolean matches(String password, @Nullable String hash) {
        boolean same = inSlot(() -> argon2.matches(password, hash == null ? nobodys : hash));
        return same && hash != null;
    }

    private <T> T inSlot(Supplier<T> work) {
        boolean free = false;
        try {
            free = slots.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!free) {
                throw ProblemException.unavailable("Too many people sign in at this moment.", PATIENCE);
            }
            return work.get();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw ProblemException.of(Problems.UNAVAILABLE, "The service is stopping.");
        } finally {
            if (free) {
                slots.release();
            }
        }
    }
}
