-- The newest event of each key of a compacted topic, for as long as there is the key: what the topic itself keeps. Rows
-- of the outbox go after days; this is what the topic can be made of anew when they are gone.
CREATE TABLE outbox_newest (
    tenant_id text NOT NULL,
    topic     text NOT NULL,
    key       text NOT NULL,
    id        uuid NOT NULL,
    type      text NOT NULL,
    headers   jsonb NOT NULL,
    payload   text NOT NULL,
    PRIMARY KEY (tenant_id, topic, key)
);

-- What is still there of before. Row-level security holds for the owner too, whom no policy lets read.
ALTER TABLE outbox NO FORCE ROW LEVEL SECURITY;
INSERT INTO outbox_newest
SELECT DISTINCT ON (tenant_id, topic, key) tenant_id, topic, key, id, type, headers, payload
  FROM outbox WHERE topic IN ('agent.changed', 'tool.changed', 'tenant.changed')
 ORDER BY tenant_id, topic, key, id DESC;
ALTER TABLE outbox FORCE ROW LEVEL SECURITY;

CALL protect_tenant_table('outbox_newest');

-- Tells again what no row of the outbox tells any more, as new events: those of before have no partition. Nothing newer
-- of such a key can be in the outbox, so it does not matter that these come last.
CREATE FUNCTION retell_newest() RETURNS int
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    told int;
BEGIN
    WITH forgotten AS (
        UPDATE outbox_newest n
           SET id = (lpad(to_hex((extract(epoch FROM clock_timestamp()) * 1000)::bigint), 12, '0')
                     || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid
         WHERE NOT EXISTS (SELECT 1 FROM outbox o WHERE o.id = n.id)
        RETURNING n.*)
    INSERT INTO outbox (id, topic, key, type, tenant_id, headers, payload)
    SELECT id, topic, key, type, tenant_id, headers, payload FROM forgotten;
    GET DIAGNOSTICS told = ROW_COUNT;
    RETURN told;
END
$$;
REVOKE EXECUTE ON FUNCTION retell_newest FROM PUBLIC;
GRANT SELECT, UPDATE ON outbox_newest TO ${housekeeping_role};
GRANT SELECT, INSERT ON outbox TO ${housekeeping_role};
ALTER FUNCTION retell_newest OWNER TO ${housekeeping_role};
