-- Tenants take turns: the oldest run of each comes before the second oldest of any.
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
          OR EXISTS (SELECT 1 FROM run_signals s WHERE s.run_id = r.id))
   ORDER BY row_number() OVER (PARTITION BY r.tenant_id ORDER BY r.created_at), r.created_at
   LIMIT most
$$;
RESET ROLE;

-- Runs that are leased to an instance, and that it does not execute.
CREATE FUNCTION stray_runs(instance text, executed text[])
RETURNS TABLE (tenant_id text, run_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.tenant_id, r.id
    FROM runs r
   WHERE r.lease_owner = instance AND r.completed_at IS NULL AND r.id <> ALL (executed)
$$;

-- How many runs of each tenant wait to begin.
CREATE FUNCTION queued_runs()
RETURNS TABLE (tenant_id text, runs integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.tenant_id, count(*)::integer
    FROM runs r
   WHERE r.status = 'queued' AND r.completed_at IS NULL
   GROUP BY r.tenant_id
$$;

REVOKE EXECUTE ON FUNCTION stray_runs, queued_runs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION stray_runs, queued_runs TO ${app_role};
ALTER FUNCTION queued_runs OWNER TO ${housekeeping_role};
ALTER FUNCTION stray_runs OWNER TO ${housekeeping_role};
