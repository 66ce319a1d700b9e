package io.fermata.tools.catalog;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The table of tools. */
interface ToolRows extends Repository<ToolRow, String> {
    ToolRow saveAndFlush(ToolRow row);

    Optional<ToolRow> findByName(String name);

    /** An empty category or text stands for all; {@code before} is larger than any id for the first page. */
    @Query("""
            select t from ToolRow t
            where t.deleted = false
              and (:category = '' or t.category = :category)
              and (:text = '' or locate(lower(:text), lower(t.name)) > 0 or locate(lower(:text), lower(t.description)) > 0)
              and t.id < :before
            order by t.id desc""")
    List<ToolRow> page(String category, String text, String before, Limit limit);
}
