-- Events on their way out, events that came in, and how far the relay is.

-- The id is a UUIDv7, and the table is partitioned by the day in it: one index finds a row, keeps the order in which
-- rows were written, answers "what was written in these seconds", and decides the partition. The payload is text, not
-- jsonb or bytea: it is stored and sent on as the producer wrote it, without being parsed (jsonb) or hex-encoded on its
-- way through the replication protocol (bytea).
CREATE TABLE outbox (
    id         uuid        PRIMARY KEY,
    topic      text        NOT NULL,
    key        text        NOT NULL,
    type       text        NOT NULL,
    tenant_id  text        NOT NULL,
    headers    jsonb       NOT NULL,
    payload    text        NOT NULL,
    created_at timestamptz NOT NULL DEFAULT clock_timestamp()
) PARTITION BY RANGE (id);

ALTER TABLE outbox ENABLE ROW LEVEL SECURITY;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;
CREATE POLICY tenant_isolation ON outbox FOR INSERT WITH CHECK (tenant_id = app_tenant());
GRANT INSERT ON outbox TO ${app_role};
GRANT SELECT ON outbox TO ${relay_role};

-- The smallest UUID a UUIDv7 made at this time can be.
CREATE FUNCTION uuid_floor(at timestamptz) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$
    SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the partitions of yesterday (clocks differ) and of the days to come. Nobody but their owner may touch them.
CREATE FUNCTION make_outbox_partitions(days_ahead int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET lock_timeout = '3s' AS $$
DECLARE
    today     date := (now() AT TIME ZONE 'UTC')::date;
    partition text;
    made      int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('outbox_partitions'));
    FOR day IN -1 .. days_ahead LOOP
        partition := 'outbox_' || to_char(today + day, 'YYYYMMDD');
        CONTINUE WHEN to_regclass(partition) IS NOT NULL;
        EXECUTE format('CREATE TABLE %I PARTITION OF outbox FOR VALUES FROM (%L) TO (%L)', partition,
            uuid_floor((today + day)::timestamp AT TIME ZONE 'UTC'),
            uuid_floor((today + day + 1)::timestamp AT TIME ZONE 'UTC'));
        EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', partition);
        EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', partition);
        made := made + 1;
    END LOOP;
    RETURN made;
END
$$;
SELECT make_outbox_partitions(3);

-- Everything with an id below this was relayed, and that was checked.
CREATE TABLE relay_watermark (
    only_row      boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    relayed_until uuid    NOT NULL
);
INSERT INTO relay_watermark (relayed_until) VALUES (uuid_floor(now() - interval '1 day'));

-- Where the relay's reading of the write-ahead log stands.
CREATE TABLE relay_offsets (
    offset_key   text PRIMARY KEY,
    offset_value text NOT NULL
) WITH (fillfactor = 20);

-- What the relay has handed to Kafka, as a count and an exclusive-or of the ids' lower halves per five seconds of ids.
-- Small enough to be written with every batch, enough to notice a single missing row.
CREATE TABLE relay_confirmed (
    bucket bigint PRIMARY KEY,
    rows   bigint NOT NULL,
    digest bigint NOT NULL
) WITH (fillfactor = 20);
GRANT SELECT, INSERT, UPDATE, DELETE ON relay_offsets, relay_confirmed TO ${relay_role};
GRANT SELECT, UPDATE ON relay_watermark TO ${relay_role};

-- Drops the partitions that are older than the retention and relayed to their last row.
CREATE FUNCTION drop_outbox_partitions(retention interval) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public SET lock_timeout = '3s' AS $$
DECLARE
    partition  text;
    next_day   timestamptz;
    dropped    int := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('outbox_partitions'));
    FOR partition IN SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'outbox'::regclass LOOP
        next_day := (to_date(right(partition, 8), 'YYYYMMDD') + 1)::timestamp AT TIME ZONE 'UTC';
        IF next_day < now() - retention
                AND uuid_floor(next_day) <= (SELECT relayed_until FROM relay_watermark) THEN
            EXECUTE format('DROP TABLE %I', partition);
            dropped := dropped + 1;
        END IF;
    END LOOP;
    RETURN dropped;
END
$$;
REVOKE EXECUTE ON FUNCTION make_outbox_partitions, drop_outbox_partitions FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_outbox_partitions, drop_outbox_partitions TO ${app_role};

CREATE PUBLICATION outbox FOR TABLE outbox WITH (publish = 'insert', publish_via_partition_root = true);

-- Which events a consumer group has handled. Ids come from outside too: they are unique only within their tenant.
CREATE TABLE inbox (
    consumer    text        NOT NULL,
    tenant_id   text        NOT NULL,
    event_id    text        NOT NULL,
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, consumer, event_id)
);
-- Rows arrive in the order of their time, so that a few pages of summary find the old ones.
CREATE INDEX inbox_by_age ON inbox USING brin (received_at) WITH (pages_per_range = 16, autosummarize = on);
CALL protect_append_only_tenant_table('inbox');

-- Forgets what is older than any redelivery could be. At most this many rows at a time: call it until it returns less.
CREATE FUNCTION forget_inbox(retention interval, at_most int) RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    forgotten int;
BEGIN
    DELETE FROM inbox WHERE ctid = ANY (ARRAY(
        SELECT ctid FROM inbox WHERE received_at < now() - retention LIMIT at_most));
    GET DIAGNOSTICS forgotten = ROW_COUNT;
    RETURN forgotten;
END
$$;
REVOKE EXECUTE ON FUNCTION forget_inbox FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_inbox TO ${app_role};
GRANT SELECT, DELETE ON inbox TO ${housekeeping_role};
ALTER FUNCTION forget_inbox OWNER TO ${housekeeping_role};
