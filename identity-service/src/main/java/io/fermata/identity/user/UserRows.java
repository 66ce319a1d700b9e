package io.fermata.identity.user;

import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.transaction.annotation.Transactional;

interface UserRows extends JpaRepository<UserRow, String> {
    @Transactional(readOnly = true)
    Optional<UserRow> findByEmail(String email);

    /** Whoever changes the person waits for the open transaction to end. */
    @Lock(LockModeType.PESSIMISTIC_READ)
    Optional<UserRow> findHeldById(String id);

    /** Whoever holds or changes the person does so, too. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<UserRow> findLockedById(String id);

    List<UserRow> findByIdLessThanOrderByIdDesc(String id, Limit limit);
}
