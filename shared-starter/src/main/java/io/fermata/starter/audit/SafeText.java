package io.fermata.starter.audit;

import io.fermata.redaction.Detector;
import io.fermata.redaction.Redactor;
import java.util.List;
import java.util.regex.Pattern;

/** Text that may be kept for years and shown to others: short, on one line, without anything that opens a door. */
final class SafeText {
    private static final int LONGEST = 300;
    private static final Pattern CONTROLS = Pattern.compile("\\p{Cntrl}");
    private static final Redactor CREDENTIALS = Redactor.of(List.of(Detector.CREDENTIAL));

    private SafeText() {}

    static String of(String text) {
        String shortened = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        String oneLine = CONTROLS.matcher(shortened).replaceAll(" ");
        return CREDENTIALS.text(oneLine);
    }
}
