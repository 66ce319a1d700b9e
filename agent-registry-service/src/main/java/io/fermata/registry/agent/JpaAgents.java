package io.fermata.registry.agent;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.data.domain.Limit;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Agents in Postgres. A change and the events that tell of it commit together. */
@Repository
@Transactional(readOnly = true)
class JpaAgents implements Agents {
    private static final Sort NEWEST_FIRST = Sort.by(Sort.Direction.DESC, "id");

    private final EntityManager entities;
    private final AgentRows rows;
    private final AgentVersionRows versions;
    private final AgentRowMapping mapping;
    private final AgentAnnouncements announcements;

    JpaAgents(
            EntityManager entities,
            AgentRows rows,
            AgentVersionRows versions,
            AgentRowMapping mapping,
            AgentAnnouncements announcements) {
        this.entities = entities;
        this.rows = rows;
        this.versions = versions;
        this.mapping = mapping;
        this.announcements = announcements;
    }

    @Override
    public Agent require(AgentId id) {
        return mapping.agent(requireRow(id));
    }

    @Override
    public Page<Agent> list(AgentFilter filter, PageRequest page) {
        List<AgentRow> found = rows.findBy(
                AgentCriteria.of(filter, page),
                query -> query.sortBy(NEWEST_FIRST).limit(page.fetch()).all());
        return page.page(found, row -> row.id).map(mapping::agent);
    }

    @Override
    public Set<String> existing(Collection<String> ids) {
        return rows.existing(ids);
    }

    @Override
    public Page<AgentVersion> versions(AgentId id, PageRequest page) {
        List<AgentVersionRow> found = versions.newestBefore(id.value(), before(page), Limit.of(page.fetch()));
        return page.page(found, row -> Integer.toString(row.key.number())).map(mapping::version);
    }

    @Override
    public Optional<AgentVersion> findVersion(AgentId id, int number) {
        return versions.findByKey(new AgentVersionRow.Key(id.value(), number)).map(mapping::version);
    }

    @Override
    public AgentVersion requireVersion(AgentId id, int number) {
        return findVersion(id, number).orElseThrow(() -> ProblemException.notFound("version"));
    }

    @Override
    @Transactional
    public Agent add(AgentEdit edit, Signed by) {
        AgentRow row = new AgentRow(edit.after().id().value());
        mapping.write(edit.after(), row);
        entities.persist(row);
        entities.persist(mapping.newVersion(edit, by.actor()));
        entities.flush();
        return announced(row, by);
    }

    @Override
    @Transactional
    public Agent replace(Agent before, AgentEdit edit, Signed by) {
        AgentRow row = requireRow(before.id());
        if (row.revision != before.revision()) {
            throw new OptimisticLockingFailureException("the agent was changed in the meantime");
        }
        mapping.write(edit.after(), row);
        // The row alone decides a race: whoever loses it has made no version and announced nothing.
        entities.flush();
        if (edit.after().version() > before.version()) {
            entities.persist(mapping.newVersion(edit, by.actor()));
        }
        return announced(row, by);
    }

    private AgentRow requireRow(AgentId id) {
        return rows.findByIdAndDeletedFalse(id.value()).orElseThrow(() -> ProblemException.notFound("agent"));
    }

    private Agent announced(AgentRow row, Signed by) {
        Agent kept = mapping.agent(row);
        announcements.announce(kept, by);
        return kept;
    }

    private static int before(PageRequest page) {
        try {
            return page.after() == null ? Integer.MAX_VALUE : Integer.parseInt(page.after());
        } catch (NumberFormatException e) {
            throw ProblemException.validation("/cursor", "is not a cursor of this list");
        }
    }
}
