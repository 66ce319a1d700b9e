package io.fermata.localstack.demo;

import io.fermata.localstack.console.Style;
import io.fermata.localstack.console.Terminal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Tells in the terminal what happens to a run, tokens as they come. */
final class Story {
    private static final int LABEL_WIDTH = 13;

    private final Terminal terminal;
    private final Style style;
    private boolean speaking;
    private String lastThought = "";

    Story(Terminal terminal) {
        this.terminal = terminal;
        this.style = terminal.style();
    }

    void chapter(String title) {
        hush();
        terminal.line("");
        terminal.line("  " + style.bold(title));
    }

    void note(String label, String text) {
        hush();
        terminal.line("  " + style.green("✔") + " " + pad(label) + text);
    }

    void drama(String label, String text) {
        hush();
        terminal.line("  " + style.red("✂") + " " + style.bold(pad(label)) + style.red(text));
    }

    void held(String label, String text) {
        hush();
        terminal.line("  " + style.yellow("⏸") + " " + style.bold(pad(label)) + style.yellow(text));
    }

    void token(String text) {
        if (!speaking) {
            terminal.out().print("  " + style.cyan("●") + " " + pad("model"));
            speaking = true;
        }
        terminal.out().print(text);
        terminal.out().flush();
    }

    void step(JsonNode step) {
        boolean heard = speaking;
        hush();
        JsonNode input = step.path("input");
        JsonNode output = step.path("output");
        switch (step.path("type").stringValue("")) {
            case "think" -> thought(output, heard);
            case "tool_call" ->
                line(style.cyan("→"), "tool call", input.path("tool").stringValue("") + " " + input.path("arguments"));
            case "tool_result" ->
                line(style.cyan("←"), "tool result", output.path("result").toString());
            case "approval_response" ->
                line(style.green("▶"), "decision", output.path("decision").stringValue(""));
            case "error" -> line(style.red("!"), "error", output.path("message").stringValue(""));
            case "output" -> answer(text(output.path("message"), output));
            default -> {} // the approval request is told by whoever asks the person
        }
    }

    /** What the model has just said is not said again. */
    private void answer(String text) {
        line(style.green("■"), "answer", text.equals(lastThought) ? style.dim("as the model said") : text);
    }

    /** Ends the line the model was speaking on. */
    private void hush() {
        if (speaking) {
            terminal.line("");
            speaking = false;
        }
    }

    private void thought(JsonNode output, boolean heard) {
        String text = output.path("text").stringValue("");
        lastThought = text;
        if (!heard && !text.isBlank()) {
            line(style.cyan("●"), "model", text);
        }
    }

    private void line(String sign, String label, String text) {
        terminal.line("  " + sign + " " + pad(label) + text);
    }

    private static String text(JsonNode preferred, JsonNode otherwise) {
        return preferred.isString() ? preferred.stringValue() : otherwise.toString();
    }

    private static String pad(String label) {
        return String.format(Locale.ROOT, "%-" + LABEL_WIDTH + "s", label);
    }
}
