package io.fermata.approvals.stream;

/** The text form of an event. */
final class ServerSentEvent {
    /** A comment: clients ignore it, and whoever is in between sees that the stream lives. */
    static final String HEARTBEAT = ": heartbeat\n\n";

    private static final String NAME = "approval";

    private ServerSentEvent() {}

    /**
     * One event.
     *
     * @param data may have line breaks (arguments are written as they came); each line needs its own field name
     */
    static String of(long id, String data) {
        StringBuilder event = new StringBuilder(data.length() + 64);
        event.append("id: ").append(id).append("\nevent: ").append(NAME).append('\n');
        data.lines().forEach(line -> event.append("data: ").append(line).append('\n'));
        return event.append('\n').toString();
    }
}
