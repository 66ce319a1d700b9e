package io.fermata.identity.user;

import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;

interface UserRows extends JpaRepository<UserRow, String> {
    List<UserRow> findByIdLessThanOrderByIdDesc(String id, Limit limit);
}
