package io.fermata.contracts.event;

/** Where a request for a run can come from. */
public final class TriggerSource {
    public static final String API = "api";
    public static final String WEBHOOK = "webhook";
    public static final String CRON = "cron";
    public static final String EVENT = "event";
    public static final String CHANNEL = "channel";
    public static final String AGENT = "agent";

    private TriggerSource() {}
}
