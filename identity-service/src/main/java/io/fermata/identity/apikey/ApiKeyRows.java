package io.fermata.identity.apikey;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;

interface ApiKeyRows extends JpaRepository<ApiKeyRow, String> {
    List<ApiKeyRow> findByIdLessThanOrderByIdDesc(String id, Limit limit);

    /** At most one write per key and minute, however often it is used. */
    @Modifying
    @Query(
            value = "UPDATE api_keys SET last_used_at = :now"
                    + " WHERE id = :id AND (last_used_at IS NULL OR last_used_at < :stale)",
            nativeQuery = true)
    int touch(String id, Instant now, Instant stale);
}
