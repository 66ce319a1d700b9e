package io.fermata.e2e.torture.fault;

import java.time.Duration;
import java.util.Locale;

/** Something that is done to the stack. Processes and links go by their names. */
public sealed interface Disturbance {
    /** Under what it is counted. */
    String kind();

    /** SIGKILL; started again at once. */
    record Kill(String process) implements Disturbance {
        @Override
        public String kind() {
            return "kill " + Disturbance.service(process);
        }
    }

    /** SIGSTOP, and SIGCONT when the time is over: longer than a lease, so that it wakes up a zombie. */
    record Freeze(String process, Duration length) implements Disturbance {
        @Override
        public String kind() {
            return "freeze " + Disturbance.service(process);
        }
    }

    /** SIGTERM, as a rolling update does; started again when it has ended. */
    record Terminate(String process) implements Disturbance {
        @Override
        public String kind() {
            return "terminate " + Disturbance.service(process);
        }
    }

    /** The process halts by itself when it passes this point for the n-th time. */
    record Crash(String process, String point, int pass) implements Disturbance {
        @Override
        public String kind() {
            return "crash " + point + " " + Disturbance.service(process);
        }
    }

    /** A link misbehaves for a while. */
    record Network(String link, Trouble trouble, Duration length) implements Disturbance {
        @Override
        public String kind() {
            return "network " + trouble.name().toLowerCase(Locale.ROOT).replace('_', '-') + " "
                    + link.substring(link.indexOf('>') + 1);
        }
    }

    /** The oracle spoils some answers. */
    record Outside(String target, String fault, int times, Duration length) implements Disturbance {
        @Override
        public String kind() {
            return "outside " + fault + " " + (target.equals("model") ? "model" : "tool");
        }
    }

    /** How a link misbehaves. */
    enum Trouble {
        LATENCY,
        RESET,
        HALF_OPEN,
        BANDWIDTH,
        CUT_AFTER_BYTES,
        CLOSED
    }

    private static String service(String process) {
        return process.endsWith("-2") ? process.substring(0, process.length() - 2) : process;
    }
}
