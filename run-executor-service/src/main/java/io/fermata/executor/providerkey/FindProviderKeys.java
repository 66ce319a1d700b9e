package io.fermata.executor.providerkey;

import io.fermata.starter.paging.Page;
import io.fermata.starter.paging.PageRequest;
import io.fermata.starter.problem.ProblemException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Tells for which providers a tenant brought a key. */
@Service
class FindProviderKeys {
    private final ProviderKeyStore keys;

    FindProviderKeys(ProviderKeyStore keys) {
        this.keys = keys;
    }

    @Transactional(readOnly = true)
    public ProviderKeyView require(String name) {
        return ProviderName.parse(name).flatMap(keys::view).orElseThrow(FindProviderKeys::unknown);
    }

    @Transactional(readOnly = true)
    public Page<ProviderKeyView> list(PageRequest page) {
        return page.page(keys.list(page.fetch(), page.after()), ProviderKeyView::provider);
    }

    static ProblemException unknown() {
        return ProblemException.notFound("provider key");
    }
}
