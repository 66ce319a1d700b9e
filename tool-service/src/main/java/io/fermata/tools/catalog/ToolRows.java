package io.fermata.tools.catalog;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaSpecificationExecutor;
import org.springframework.data.repository.Repository;

/** The table of tools. */
interface ToolRows extends Repository<ToolRow, String>, JpaSpecificationExecutor<ToolRow> {
    ToolRow saveAndFlush(ToolRow row);

    Optional<ToolRow> findByName(String name);
}
