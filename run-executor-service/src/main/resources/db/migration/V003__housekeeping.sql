-- The one place that looks across tenants. It tells ids and tenants, nothing else; the work is done inside the tenant.

CREATE FUNCTION runnable_runs(most integer)
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
   ORDER BY r.created_at
   LIMIT most
$$;
-- Runs that an instance is executing and that have news.
CREATE FUNCTION signalled_runs(instance text)
RETURNS TABLE (tenant_id text, run_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT DISTINCT r.tenant_id, r.id
    FROM run_signals s JOIN runs r ON r.id = s.run_id
   WHERE r.lease_owner = instance AND r.completed_at IS NULL
$$;

REVOKE EXECUTE ON FUNCTION runnable_runs, signalled_runs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION runnable_runs, signalled_runs TO ${app_role};
GRANT SELECT ON runs, run_signals, executor_instances TO ${housekeeping_role};
ALTER FUNCTION runnable_runs OWNER TO ${housekeeping_role};
ALTER FUNCTION signalled_runs OWNER TO ${housekeeping_role};
