package io.fermata.identity.federation;

import io.fermata.identity.signin.Continuation;
import io.fermata.identity.signin.Html;
import io.fermata.identity.signin.OtherWaysIn;
import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.tenant.Tenant;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.util.UriUtils;

/** Links to the outside issuers of a tenant. */
@Component
class FederatedWaysIn implements OtherWaysIn {
    private static final int MOST = 10;

    private final ProviderTable providers;
    private final FindTenants tenants;
    private final TransactionTemplate transactions;

    FederatedWaysIn(ProviderTable providers, FindTenants tenants, TransactionTemplate transactions) {
        this.providers = providers;
        this.tenants = tenants;
        this.transactions = transactions;
    }

    @Override
    public String links(String tenant, Continuation goOn) {
        return of(tenant).stream()
                .map(provider -> Html.link(
                        "/federation/start?tenant=" + encoded(tenant) + "&provider=" + provider.id() + "&continue="
                                + encoded(goOn.path()),
                        "Sign in with " + provider.name()))
                .collect(Collectors.joining("\n"));
    }

    private List<IdentityProvider> of(String tenant) {
        return TenantId.isValid(tenant)
                ? tenants.find(new TenantId(tenant)).filter(Tenant::active).stream()
                        .flatMap(home ->
                                Tenants.call(home.id(), () -> transactions.execute(_ -> providers.before(null, MOST)))
                                        .stream())
                        .toList()
                : List.of();
    }

    private static String encoded(String value) {
        return UriUtils.encode(value, StandardCharsets.UTF_8);
    }
}
