package io.fermata.localstack.console;

import io.fermata.localstack.stack.StackProgress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One line per process: on a terminal they are redrawn in place with a spinner, in a pipe each change is a line. */
public final class ProgressBoard implements StackProgress, AutoCloseable {
    private static final List<String> SPINNER = List.of("⠋", "⠙", "⠹", "⠸", "⠼", "⠴", "⠦", "⠧", "⠇", "⠏");
    private static final Duration FRAME = Duration.ofMillis(100);
    private static final int NAME_WIDTH = 24;

    private final Terminal terminal;
    private final Style style;
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Thread redraw;
    private int drawn;
    private int frame;

    public ProgressBoard(Terminal terminal, List<String> processes) {
        this.terminal = terminal;
        this.style = terminal.style();
        processes.forEach(name -> entries.put(name, new Entry(State.WAITING, "", System.nanoTime())));
        redraw = Thread.ofPlatform().daemon().name("progress").unstarted(this::redraw);
        if (terminal.interactive()) {
            redraw.start();
        }
    }

    @Override
    public void working(String process, String what) {
        change(process, State.WORKING, what);
    }

    @Override
    public void ready(String process, String where, Duration took) {
        change(process, State.READY, where + "  " + style.dim(seconds(took)));
    }

    @Override
    public void failed(String process, String why) {
        change(process, State.FAILED, why.lines().findFirst().orElse(""));
    }

    @Override
    public void stopped(String process) {
        change(process, State.STOPPED, "stopped");
    }

    /** Draws the last state and leaves it standing. */
    @Override
    public void close() {
        redraw.interrupt();
        if (terminal.interactive()) {
            draw();
        }
    }

    private synchronized void change(String process, State state, String detail) {
        entries.put(process, new Entry(state, detail, System.nanoTime()));
        if (!terminal.interactive() && state != State.WORKING) {
            terminal.line(line(process, entries.get(process)));
        }
    }

    private void redraw() {
        try {
            while (true) {
                draw();
                Thread.sleep(FRAME);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void draw() {
        StringBuilder text = new StringBuilder();
        if (drawn > 0) {
            text.append("\u001b[").append(drawn).append('A');
        }
        entries.forEach((name, entry) ->
                text.append("\u001b[2K").append(line(name, entry)).append('\n'));
        drawn = entries.size();
        frame++;
        terminal.out().print(text);
        terminal.out().flush();
    }

    private String line(String name, Entry entry) {
        String label = String.format(Locale.ROOT, "%-" + NAME_WIDTH + "s", name);
        return switch (entry.state()) {
            case WAITING -> "  " + style.dim("· " + label);
            case WORKING ->
                "  " + style.cyan(SPINNER.get(frame % SPINNER.size())) + " " + label
                        + style.dim(
                                entry.detail() + " " + seconds(Duration.ofNanos(System.nanoTime() - entry.since())));
            case READY -> "  " + style.green("✔") + " " + label + entry.detail();
            case FAILED -> "  " + style.red("✘") + " " + label + style.red(cut(entry.detail()));
            case STOPPED -> "  " + style.dim("■ " + label + entry.detail());
        };
    }

    private String cut(String text) {
        int room = Math.max(20, terminal.columns() - NAME_WIDTH - 6);
        return text.length() <= room ? text : text.substring(0, room - 1) + "…";
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
    }

    private enum State {
        WAITING,
        WORKING,
        READY,
        FAILED,
        STOPPED
    }

    private record Entry(State state, String detail, long since) {}
}
