package io.fermata.identity.testing;

import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a person does at a browser: follows redirects by hand, fills in forms, keeps cookies. The issuer's name for the
 * service is not where it listens in a test, so every address of ours is opened there.
 */
public final class Browser {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([^\"]+)\" value=\"([^\"]*)\">");
    private static final Pattern CHOICE =
            Pattern.compile("<input type=\"checkbox\" name=\"([^\"]+)\" value=\"([^\"]*)\"");

    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(new CookieManager(null, CookiePolicy.ACCEPT_ALL))
            .build();
    private final String base;

    public Browser(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    public HttpResponse<String> open(String address) {
        return send(HttpRequest.newBuilder(here(address)));
    }

    /** Sends the page's first form with its hidden fields, its choices and what was typed. */
    public HttpResponse<String> submit(HttpResponse<String> page, String action, Map<String, String> typed) {
        return submit(page.body().substring(page.body().indexOf("<form")), action, typed);
    }

    /** Sends the form the text begins with. */
    public HttpResponse<String> submit(String page, String action, Map<String, String> typed) {
        List<String> form = new ArrayList<>();
        String fields = page.substring(0, page.indexOf("</form>"));
        for (Pattern kind : List.of(HIDDEN, CHOICE)) {
            for (Matcher field = kind.matcher(fields); field.find(); ) {
                form.add(pair(field.group(1), unescaped(field.group(2))));
            }
        }
        typed.forEach((name, value) -> form.add(pair(name, value)));
        return send(HttpRequest.newBuilder(here(action))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(String.join("&", form))));
    }

    public HttpResponse<String> signIn(HttpResponse<String> page, People.Person person, String password) {
        return submit(page, "/login", Map.of("tenant", person.tenant(), "email", person.email(), "password", password));
    }

    /** Goes on until somebody has to do something, or until the way leads out of this service. */
    public HttpResponse<String> follow(HttpResponse<String> answer) {
        HttpResponse<String> at = answer;
        while (at.statusCode() / 100 == 3 && isOurs(location(at))) {
            at = open(location(at));
        }
        return at;
    }

    public static String location(HttpResponse<?> answer) {
        return answer.headers().firstValue("Location").orElseThrow();
    }

    private static boolean isOurs(String address) {
        return address.startsWith("/") || address.startsWith("http://127.0.0.1:8081/");
    }

    private URI here(String address) {
        return URI.create(address.startsWith("/") ? base + address : address.replace("http://127.0.0.1:8081", base));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String pair(String name, String value) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8) + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private static String unescaped(String value) {
        return value.replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&");
    }
}
