package io.fermata.registry.agent;

import io.fermata.starter.paging.PageRequest;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Path;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.data.jpa.domain.Specification;

/** The filter of a list as conditions on rows. */
final class AgentCriteria {
    private static final char ESCAPE = '\\';

    private AgentCriteria() {}

    static Specification<AgentRow> of(AgentFilter filter, PageRequest page) {
        return (row, _, criteria) -> {
            List<Predicate> all = new ArrayList<>();
            all.add(criteria.isFalse(row.get("deleted")));
            Optional.ofNullable(page.after()).ifPresent(id -> all.add(criteria.lessThan(row.get("id"), id)));
            addFilter(filter, row, (HibernateCriteriaBuilder) criteria, all);
            return criteria.and(all.toArray(Predicate[]::new));
        };
    }

    private static void addFilter(
            AgentFilter filter, Root<AgentRow> row, HibernateCriteriaBuilder criteria, List<Predicate> all) {
        Optional.ofNullable(filter.status())
                .ifPresent(status -> all.add(criteria.equal(row.get("status"), status.word())));
        Optional.ofNullable(filter.tag())
                .ifPresent(tag -> all.add(criteria.arrayContains(row.<String[]>get("tags"), tag)));
        Optional.ofNullable(filter.owner()).ifPresent(owner -> all.add(criteria.equal(row.get("ownerEmail"), owner)));
        Optional.ofNullable(filter.text()).ifPresent(text -> all.add(contains(text, row, criteria)));
        created(filter, row, criteria, all);
    }

    private static void created(AgentFilter filter, Root<AgentRow> row, CriteriaBuilder criteria, List<Predicate> all) {
        Path<Instant> created = row.get("createdAt");
        Optional.ofNullable(filter.createdAfter()).ifPresent(after -> all.add(criteria.greaterThan(created, after)));
        Optional.ofNullable(filter.createdBefore()).ifPresent(before -> all.add(criteria.lessThan(created, before)));
    }

    private static Predicate contains(String text, Root<AgentRow> row, HibernateCriteriaBuilder criteria) {
        String pattern = "%" + text.replaceAll("[\\\\%_]", "\\\\$0") + "%";
        return criteria.or(
                criteria.ilike(row.get("name"), pattern, ESCAPE),
                criteria.ilike(row.get("description"), pattern, ESCAPE));
    }
}
