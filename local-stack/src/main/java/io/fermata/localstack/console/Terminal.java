package io.fermata.localstack.console;

import java.io.PrintStream;
import java.util.Map;

/** Where a command writes to: a person's terminal, or a pipe that wants plain lines. */
public record Terminal(PrintStream out, boolean interactive, int columns) {
    /** The script knows whether standard output is a terminal and how wide; the JVM would have to guess. */
    public static Terminal of(Map<String, String> environment) {
        boolean interactive = environment.getOrDefault("FERMATA_TTY", "").equals("1");
        String columns = environment.getOrDefault("FERMATA_COLUMNS", "80");
        return new Terminal(System.out, interactive, columns.matches("\\d{2,4}") ? Integer.parseInt(columns) : 80);
    }

    public Style style() {
        return new Style(interactive);
    }

    public void line(String text) {
        out.println(text);
    }
}
