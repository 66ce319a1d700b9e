package io.fermata.localstack.demo;

import io.fermata.localstack.console.Terminal;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Locale;

/** Who decides about what cannot be undone: the one at the keyboard, or {@code --yes}. */
public final class Person {
    private final Terminal terminal;
    private final boolean alwaysYes;
    private final BufferedReader keyboard =
            new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));

    public Person(Terminal terminal, boolean alwaysYes) {
        this.terminal = terminal;
        this.alwaysYes = alwaysYes;
    }

    /** Nobody at the keyboard means no: money does not move because nobody looked. */
    public boolean agrees(String question) throws IOException {
        while (true) {
            terminal.out().print("    " + terminal.style().bold(question + " [y/n] "));
            terminal.out().flush();
            String answer = alwaysYes ? "y" : keyboard.readLine();
            if (alwaysYes || answer == null) {
                terminal.line(answer == null ? "n (nobody is at the keyboard)" : "y (--yes)");
            }
            String word = answer == null ? "n" : answer.strip().toLowerCase(Locale.ROOT);
            if (word.equals("y") || word.equals("yes") || word.equals("n") || word.equals("no")) {
                return word.startsWith("y");
            }
        }
    }
}
