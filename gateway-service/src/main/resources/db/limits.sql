-- What callers of the edge have used, counted for all its replicas. Run by whichever replica comes first, and again by
-- every other: it says the whole truth each time.
SELECT pg_advisory_xact_lock(hashtext('fermata.gateway.limits'));

-- Lost in a crash, and then everybody has a full allowance: that is why it need not be logged.
CREATE UNLOGGED TABLE IF NOT EXISTS allowances (
    holder text PRIMARY KEY,
    missing double precision NOT NULL,
    as_of timestamptz NOT NULL
) WITH (fillfactor = 50);

CREATE TABLE IF NOT EXISTS quotas (
    holder text,
    day date,
    used bigint NOT NULL,
    PRIMARY KEY (holder, day)
) WITH (fillfactor = 50);

-- A token bucket, told by what is missing from it. A moment before as_of is that of a call that waited for its turn.
CREATE OR REPLACE FUNCTION take_from_allowance(
    asked text, per_second integer, burst bigint,
    OUT allowed boolean, OUT remaining bigint, OUT wait_seconds double precision, OUT whole_seconds double precision)
LANGUAGE plpgsql AS $$
DECLARE
    moment timestamptz := clock_timestamp();
    lacking double precision;
BEGIN
    INSERT INTO allowances AS a (holder, missing, as_of) VALUES (asked, 1, moment)
    ON CONFLICT (holder) DO UPDATE SET
        missing = greatest(0, a.missing - per_second * greatest(0, extract(epoch FROM moment - a.as_of))) + 1,
        as_of = greatest(a.as_of, moment)
    WHERE greatest(0, a.missing - per_second * greatest(0, extract(epoch FROM moment - a.as_of))) + 1 <= burst
    RETURNING a.missing INTO lacking;
    allowed := FOUND;
    IF NOT allowed THEN
        SELECT greatest(0, a.missing - per_second * greatest(0, extract(epoch FROM moment - a.as_of))) INTO lacking
        FROM allowances a WHERE a.holder = asked;
    END IF;
    remaining := greatest(0, floor(burst - lacking));
    wait_seconds := CASE WHEN allowed THEN 0 ELSE greatest(0, lacking + 1 - burst) / per_second END;
    whole_seconds := lacking / per_second;
END $$;

CREATE OR REPLACE FUNCTION take_from_quota(
    asked text, per_day bigint,
    OUT allowed boolean, OUT remaining bigint, OUT wait_seconds double precision, OUT whole_seconds double precision)
LANGUAGE plpgsql AS $$
DECLARE
    moment timestamp := clock_timestamp() AT TIME ZONE 'UTC';
    total bigint;
BEGIN
    INSERT INTO quotas AS q (holder, day, used) VALUES (asked, moment::date, 1)
    ON CONFLICT (holder, day) DO UPDATE SET used = q.used + 1 WHERE q.used < per_day
    RETURNING q.used INTO total;
    allowed := FOUND;
    remaining := CASE WHEN allowed THEN per_day - total ELSE 0 END;
    whole_seconds := extract(epoch FROM (moment::date + 1)::timestamp - moment);
    wait_seconds := CASE WHEN allowed THEN 0 ELSE whole_seconds END;
END $$;

-- One from each in this order, until one has nothing left. Everybody charges narrow limits before wide ones, so calls do
-- not wait for each other in a circle.
CREATE OR REPLACE FUNCTION take_from_limits(holders text[], per_seconds integer[], sizes bigint[])
RETURNS TABLE (allowed boolean, remaining bigint, wait_seconds double precision, whole_seconds double precision)
LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. cardinality(holders) LOOP
        IF per_seconds[i] IS NULL THEN
            SELECT t.* INTO allowed, remaining, wait_seconds, whole_seconds
            FROM take_from_quota(holders[i], sizes[i]) t;
        ELSE
            SELECT t.* INTO allowed, remaining, wait_seconds, whole_seconds
            FROM take_from_allowance(holders[i], per_seconds[i], sizes[i]) t;
        END IF;
        RETURN NEXT;
        EXIT WHEN NOT allowed;
    END LOOP;
END $$;
