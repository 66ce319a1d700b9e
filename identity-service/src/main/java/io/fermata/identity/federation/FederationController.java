package io.fermata.identity.federation;

import io.fermata.identity.platform.OneTimeSecrets;
import io.fermata.identity.platform.ShownIds;
import io.fermata.identity.signin.Continuation;
import io.fermata.identity.signin.Html;
import io.fermata.identity.signin.PageAnswers;
import io.fermata.identity.signin.SessionCookie;
import io.fermata.identity.signin.SignInBrowser;
import io.fermata.identity.tenant.FindTenants;
import io.fermata.identity.tenant.Tenant;
import io.fermata.identity.user.User;
import io.fermata.starter.json.Json;
import io.fermata.starter.security.KeyedSeal;
import io.fermata.starter.security.PublicOperation;
import io.fermata.starter.security.TokenSigner;
import io.fermata.starter.tenancy.TenantId;
import io.fermata.starter.tenancy.Tenants;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.util.UriComponentsBuilder;

/** The way to an outside issuer and back. */
@RestController
class FederationController {
    private static final Logger log = LoggerFactory.getLogger(FederationController.class);
    private static final Duration TIME_AWAY = Duration.ofMinutes(10);
    private static final String COOKIE = "fermata-outside";
    private final ProviderTable providers;
    private final OutsideIssuer outside;
    private final SignInFromOutside signIn;
    private final SignInBrowser browsers;
    private final SessionCookie cookies;
    private final FindTenants tenants;
    private final OneTimeSecrets secrets;
    private final KeyedSeal seal;
    private final Json json;
    private final TransactionTemplate transactions;
    private final Clock clock;
    private final String redirect;

    FederationController(
            ProviderTable providers,
            OutsideIssuer outside,
            SignInFromOutside signIn,
            SignInBrowser browsers,
            SessionCookie cookies,
            FindTenants tenants,
            OneTimeSecrets secrets,
            KeyedSeal seal,
            Json json,
            TransactionTemplate transactions,
            Clock clock,
            TokenSigner signer) {
        this.providers = providers;
        this.outside = outside;
        this.signIn = signIn;
        this.browsers = browsers;
        this.cookies = cookies;
        this.tenants = tenants;
        this.secrets = secrets;
        this.seal = seal;
        this.json = json;
        this.transactions = transactions;
        this.clock = clock;
        this.redirect = signer.issuer() + "/federation/callback";
    }

    @PublicOperation
    @GetMapping("/federation/start")
    ResponseEntity<String> leave(
            @RequestParam String tenant,
            @RequestParam String provider,
            @RequestParam(name = "continue", required = false) @Nullable String wanted) {
        return find(tenant, provider)
                .map(known -> leave(new TenantId(tenant), known, Continuation.of(wanted)))
                .orElseGet(FederationController::refused);
    }

    @PublicOperation
    @GetMapping("/federation/callback")
    ResponseEntity<String> comeBack(
            @RequestParam(required = false, defaultValue = "") String code,
            @RequestParam(required = false, defaultValue = "") String state,
            @RequestParam(required = false, defaultValue = "") String iss,
            @CookieValue(name = COOKIE, required = false, defaultValue = "") String cookie) {
        return Departure.open(cookie, seal, json)
                .filter(departure -> !code.isEmpty()
                        && departure.state().equals(state)
                        && clock.instant().isBefore(departure.until()))
                .flatMap(departure -> find(departure.tenant().value(), departure.providerId())
                        .filter(provider -> iss.isEmpty() || iss.equals(provider.issuer()))
                        .flatMap(provider -> enter(departure, provider, code)))
                .orElseGet(FederationController::refused);
    }

    private ResponseEntity<String> leave(TenantId tenant, IdentityProvider provider, Continuation goOn) {
        Departure departure = new Departure(
                tenant,
                provider.id(),
                secrets.next("s"),
                secrets.next("n"),
                secrets.next("v"),
                goOn,
                clock.instant().plus(TIME_AWAY));
        try {
            String address = UriComponentsBuilder.fromUri(
                            outside.describe(provider.issuer()).authorizationEndpoint())
                    .queryParam("response_type", "code")
                    .queryParam("client_id", "{client}")
                    .queryParam("redirect_uri", "{redirect}")
                    .queryParam("scope", "{scope}")
                    .queryParam("state", departure.state())
                    .queryParam("nonce", departure.nonce())
                    .queryParam("code_challenge", challenge(departure.verifier()))
                    .queryParam("code_challenge_method", "S256")
                    .encode()
                    .buildAndExpand(provider.clientId(), redirect, "openid profile email")
                    .toUriString();
            return ResponseEntity.status(303)
                    .header(HttpHeaders.LOCATION, address)
                    .header(
                            HttpHeaders.SET_COOKIE,
                            cookies.cookie(COOKIE, departure.sealed(seal, json), TIME_AWAY)
                                    .toString())
                    .header(HttpHeaders.CACHE_CONTROL, "no-store")
                    .build();
        } catch (OutsideFailure failure) {
            return failed(provider, failure);
        }
    }

    private Optional<ResponseEntity<String>> enter(Departure departure, IdentityProvider provider, String code) {
        TenantId tenant = departure.tenant();
        String secret = Tenants.call(tenant, () -> transactions.execute(_ -> providers.clientSecret(provider.id())))
                .orElse("");
        try {
            OutsideIssuer.Vouched vouched = outside.redeem(
                    code,
                    new OutsideIssuer.Question(provider, secret, redirect, departure.verifier(), departure.nonce()));
            Optional<User> user = Tenants.call(tenant, () -> signIn.handle(provider, vouched));
            return user.map(person -> browsers.enter(tenant, person.id(), departure.goOn()));
        } catch (OutsideFailure failure) {
            return Optional.of(failed(provider, failure));
        }
    }

    private Optional<IdentityProvider> find(String tenant, String provider) {
        return TenantId.isValid(tenant) && ShownIds.isOne(provider)
                ? tenants.find(new TenantId(tenant))
                        .filter(Tenant::active)
                        .flatMap(home ->
                                Tenants.call(home.id(), () -> transactions.execute(_ -> providers.find(provider))))
                : Optional.empty();
    }

    private static ResponseEntity<String> failed(IdentityProvider provider, OutsideFailure failure) {
        log.atWarn()
                .addKeyValue("provider", provider.id())
                .addKeyValue("reason", String.valueOf(failure.getMessage()))
                .log("an outside issuer vouched for nobody");
        return refused();
    }

    private static ResponseEntity<String> refused() {
        String page = Html.document(
                "That did not work",
                Html.alert("Your organisation's account did not let you in here.") + Html.link("/login", "Back"));
        return PageAnswers.page(401, page);
    }

    private static String challenge(String verifier) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
