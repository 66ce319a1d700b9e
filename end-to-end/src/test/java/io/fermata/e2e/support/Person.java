package io.fermata.e2e.support;

import io.fermata.e2e.http.Answer;
import io.fermata.e2e.http.Http;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Somebody with a password at a browser, and the command line they sign in with. Everything goes through the gateway. */
public final class Person {
    private static final String PASSWORD = Planted.secret("a password", "correct-horse-battery-5d1f");
    private static final String VERIFIER = "a-verifier-of-at-least-43-characters-0123456789";
    private static final String BACK = "http://127.0.0.1:45678/callback";
    private static final Pattern FIELD =
            Pattern.compile("<input type=\"(?:hidden|checkbox)\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final Http http = TestPlatform.http();
    private final String gateway = TestPlatform.stack().gatewayUrl();
    private final Map<String, String> cookies = new HashMap<>();
    private final Tenant tenant;
    private final String email;

    private Person(Tenant tenant, String email) {
        this.tenant = tenant;
        this.email = email;
    }

    /** Invited by the tenant's administrator, with a password they chose on the invitation's page. */
    public static Person invited(Tenant tenant, String role) {
        Person person = new Person(tenant, "pat@example.com");
        JsonNode user = tenant.gateway()
                .post("/api/v1/users", Map.of("email", person.email, "name", "Pat", "roles", List.of(role)));
        String path = "/api/v1/users/" + user.path("id").asString() + "/invitation";
        JsonNode invitation = tenant.gateway().post(path, Map.of());
        Planted.secret("an invitation", invitation.path("token").asString());
        String url = invitation.path("url").asString();
        person.submit(person.open(url), "/invitation", Map.of("password", PASSWORD))
                .requireSuccess("the invitation");
        return person;
    }

    /** Signs in with code and PKCE, agrees, and redeems the code. */
    public JsonNode signIn() {
        Answer page = follow(open("/oauth2/authorize?response_type=code&client_id=fermata-cli&state=xyz"
                + "&scope=openid%20fermata&redirect_uri=" + encoded(BACK) + "&code_challenge_method=S256"
                + "&code_challenge=" + challenge()));
        Map<String, String> typed = Map.of("tenant", tenant.id(), "email", email, "password", PASSWORD);
        Answer consent = follow(submit(page, "/login", typed));
        URI back = URI.create(location(submit(consent, "/oauth2/authorize", Map.of())));
        Map<String, String> answer = Pattern.compile("&")
                .splitAsStream(back.getRawQuery())
                .map(pair -> pair.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
        Planted.secret("a code", String.valueOf(answer.get("code")));
        return token(Map.of(
                        "grant_type",
                        "authorization_code",
                        "client_id",
                        "fermata-cli",
                        "code",
                        answer.get("code"),
                        "redirect_uri",
                        BACK,
                        "code_verifier",
                        VERIFIER))
                .requireSuccess("the code")
                .json();
    }

    /** Tries another password at another browser. */
    public Answer mistype(String password) {
        cookies.clear();
        return submit(open("/login"), "/login", Map.of("tenant", tenant.id(), "email", email, "password", password));
    }

    public Answer refresh(String token) {
        return token(Map.of("grant_type", "refresh_token", "client_id", "fermata-cli", "refresh_token", token));
    }

    private Answer token(Map<String, String> form) {
        Answer answer = post("/oauth2/token", form);
        Stream.of("access_token", "refresh_token", "id_token")
                .filter(name -> answer.isSuccess() && answer.json().has(name))
                .forEach(name ->
                        Planted.secret("an " + name, answer.json().path(name).asString()));
        return answer;
    }

    private Answer open(String address) {
        return keepCookies(http.send("GET", absolute(address), headers(), null));
    }

    private Answer submit(Answer page, String action, Map<String, String> typed) {
        Map<String, String> form = new LinkedHashMap<>();
        String first = page.body().substring(0, page.body().indexOf("</form>"));
        for (Matcher field = FIELD.matcher(first); field.find(); ) {
            form.put(field.group(1), field.group(2).replace("&amp;", "&"));
        }
        form.putAll(typed);
        return post(action, form);
    }

    private Answer post(String path, Map<String, String> form) {
        Map<String, String> headers = headers();
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        String body = form.entrySet().stream()
                .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                .collect(Collectors.joining("&"));
        return keepCookies(http.send("POST", gateway + path, headers, body));
    }

    private Answer follow(Answer answer) {
        Answer at = answer;
        while (at.status() / 100 == 3 && !location(at).startsWith(BACK)) {
            at = open(location(at));
        }
        return at;
    }

    /** One cookie is set at a time; a browser would keep a header for each. */
    private Answer keepCookies(Answer answer) {
        String set = answer.header("Set-Cookie");
        if (set != null) {
            String[] pair = set.substring(0, (set + ";").indexOf(';')).split("=", 2);
            cookies.put(pair[0], pair[1]);
        }
        return answer;
    }

    private Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>();
        if (!cookies.isEmpty()) {
            headers.put(
                    "Cookie",
                    cookies.entrySet().stream()
                            .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                            .collect(Collectors.joining("; ")));
        }
        return headers;
    }

    private String absolute(String address) {
        return address.startsWith("/") ? gateway + address : address;
    }

    private static String location(Answer answer) {
        return Objects.requireNonNull(answer.header("Location"), () -> "no redirect: " + answer);
    }

    private static String challenge() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(VERIFIER.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
