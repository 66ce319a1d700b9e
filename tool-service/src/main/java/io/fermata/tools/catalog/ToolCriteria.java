package io.fermata.tools.catalog;

import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Root;
import java.util.ArrayList;
import java.util.List;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.springframework.data.jpa.domain.Specification;

/** The filter of a list as conditions on rows: built when it is asked for, where a query in words is parsed at each start. */
final class ToolCriteria {
    private ToolCriteria() {}

    /**
     * Live tools.
     *
     * @param category or an empty word for all
     * @param text in any case in the name or the description, or empty
     * @param before ids smaller than this
     */
    static Specification<ToolRow> of(String category, String text, String before) {
        return (row, _, criteria) -> {
            List<Predicate> all = new ArrayList<>();
            all.add(criteria.isFalse(row.get("deleted")));
            all.add(criteria.lessThan(row.get("id"), before));
            if (!category.isEmpty()) {
                all.add(criteria.equal(row.get("category"), category));
            }
            if (!text.isEmpty()) {
                all.add(criteria.or(
                        contains(text, "name", row, criteria), contains(text, "description", row, criteria)));
            }
            return criteria.and(all.toArray(Predicate[]::new));
        };
    }

    /** The text travels as a parameter; a literal would be a part of the statement, and each text another statement. */
    private static Predicate contains(String text, String column, Root<ToolRow> row, CriteriaBuilder criteria) {
        Expression<String> sought = criteria.lower(((HibernateCriteriaBuilder) criteria).value(text));
        return criteria.gt(criteria.locate(criteria.lower(row.get(column)), sought), 0);
    }
}
