package io.fermata.identity.user;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.transaction.annotation.Transactional;

interface UserRows extends JpaRepository<UserRow, String> {
    @Transactional(readOnly = true)
    Optional<UserRow> findByEmail(String email);

    List<UserRow> findByIdLessThanOrderByIdDesc(String id, Limit limit);
}
