-- A cancellation may be faster than its run, and is kept until the run is there. Until then nobody has checked that the
-- run is the tenant's own: news counts for a run of the same tenant only.
SET ROLE ${housekeeping_role};
CREATE OR REPLACE FUNCTION runnable_runs(most integer)
RETURNS TABLE (tenant_id text, run_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.tenant_id, r.id
    FROM runs r
    LEFT JOIN executor_instances i ON i.id = r.lease_owner AND i.alive_until > now()
   WHERE r.completed_at IS NULL
     AND i.id IS NULL
     AND (r.lease_owner IS NOT NULL
          OR (r.status = 'queued' AND r.created_at < now() - interval '2 seconds')
          OR r.status = 'running'
          OR (r.status = 'waiting' AND r.wake_at <= now())
          OR EXISTS (SELECT 1 FROM run_signals s WHERE s.run_id = r.id AND s.tenant_id = r.tenant_id))
   ORDER BY row_number() OVER (PARTITION BY r.tenant_id ORDER BY r.created_at), r.created_at
   LIMIT most
$$;
CREATE OR REPLACE FUNCTION signalled_runs(instance text)
RETURNS TABLE (tenant_id text, run_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT DISTINCT r.tenant_id, r.id
    FROM run_signals s JOIN runs r ON r.id = s.run_id AND r.tenant_id = s.tenant_id
   WHERE r.lease_owner = instance AND r.completed_at IS NULL
$$;
RESET ROLE;

-- Longer than any record waits on its topic: whose run is not there by then never had one, or it has ended.
CREATE FUNCTION forget_signals() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
  WITH forgotten AS (
    DELETE FROM run_signals s
     WHERE s.created_at < now() - interval '14 days'
       AND NOT EXISTS (SELECT 1 FROM runs r
                        WHERE r.id = s.run_id AND r.tenant_id = s.tenant_id AND r.completed_at IS NULL)
    RETURNING 1
  )
  SELECT count(*)::integer FROM forgotten
$$;
REVOKE EXECUTE ON FUNCTION forget_signals FROM PUBLIC;
GRANT EXECUTE ON FUNCTION forget_signals TO ${app_role};
GRANT SELECT, DELETE ON run_signals TO ${housekeeping_role};
ALTER FUNCTION forget_signals OWNER TO ${housekeeping_role};
