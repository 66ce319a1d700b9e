package io.fermata.identity.signin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.util.HtmlUtils;

/** The few elements the pages are made of. Whatever comes from outside goes through {@link #text}. */
public final class Html {
    private Html() {}

    public static String text(String value) {
        return HtmlUtils.htmlEscape(value, "UTF-8");
    }

    public static String document(String title, String body) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s</title>
                <link rel="stylesheet" href="/login/style.css">
                </head>
                <body><main>
                <h1>%s</h1>
                %s
                </main></body>
                </html>
                """.formatted(text(title), text(title), body);
    }

    public static String paragraph(String value) {
        return "<p>" + text(value) + "</p>";
    }

    /** Something that went wrong, told to the person and to their screen reader. */
    public static String alert(String value) {
        return "<p role=\"alert\">" + text(value) + "</p>";
    }

    public static String form(String action, Map<String, String> hidden, List<String> content) {
        StringBuilder form = new StringBuilder("<form method=\"post\" action=\"" + text(action) + "\">\n");
        hidden.forEach((name, value) -> form.append("<input type=\"hidden\" name=\"")
                .append(text(name))
                .append("\" value=\"")
                .append(text(value))
                .append("\">\n"));
        content.forEach(part -> form.append(part).append('\n'));
        return form.append("</form>").toString();
    }

    /** The hidden field by which a form shows that it is one of ours; more can be put beside it. */
    public static Map<String, String> csrf(CsrfToken token) {
        Map<String, String> hidden = new LinkedHashMap<>();
        hidden.put(token.getParameterName(), Objects.requireNonNull(token.getToken()));
        return hidden;
    }

    /** A labelled input; {@code type} and {@code autocomplete} are ours, {@code value} may be anybody's. */
    public static String field(String label, String name, String type, String autocomplete, String value) {
        return """
                <label>%s <input name="%s" type="%s" autocomplete="%s" value="%s" required maxlength="254"></label>""".formatted(text(label), text(name), type, autocomplete, text(value));
    }

    public static String checkbox(String label, String name, String value) {
        return "<label class=\"choice\"><input type=\"checkbox\" name=\"%s\" value=\"%s\" checked> %s</label>"
                .formatted(text(name), text(value), text(label));
    }

    public static String button(String label) {
        return "<button>" + text(label) + "</button>";
    }

    public static String link(String href, String label) {
        return "<p><a href=\"" + text(href) + "\">" + text(label) + "</a></p>";
    }
}
