package io.fermata.contracts;

/**
 * What one kind of event looks like on the bus.
 *
 * @param key what the Kafka record key holds, e.g. {@code run_id}; records with one key keep their order
 * @param retention {@link Retention#COMPACTED} keeps the newest record per key for ever
 */
public record EventContract(String topic, String type, Class<?> data, String key, Retention retention) {

    /** How long a topic keeps a record. Days and hours are set by whoever creates the topic. */
    public enum Retention {
        /** Days: consumers that were away catch up. */
        NORMAL,
        /** Minutes: losing a record loses nothing. */
        SHORT,
        /** The newest record per key stays: the topic is a table others can rebuild from. */
        COMPACTED
    }

    public boolean compacted() {
        return retention == Retention.COMPACTED;
    }

    public String dlt() {
        return Topics.dlt(topic);
    }

    /** The event's name in schemas, samples and AsyncAPI, e.g. {@code run.requested.v1}. */
    public String name() {
        return type.substring("io.fermata.".length());
    }

    /** Class path location of the JSON Schema (2020-12) of the data. */
    public String schemaResource() {
        return "/io/fermata/contracts/schemas/" + name() + ".json";
    }

    /** Class path location of a sample of the data that readers and writers can test against. */
    public String sampleResource() {
        return "/io/fermata/contracts/samples/" + name() + ".json";
    }
}
