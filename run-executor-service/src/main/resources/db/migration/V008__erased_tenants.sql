-- Runs of an erased tenant cannot be read any more, so nobody takes them up.
GRANT SELECT ON erased_tenants TO ${housekeeping_role};

SET ROLE ${housekeeping_role};
CREATE OR REPLACE FUNCTION runnable_runs(most integer)
RETURNS TABLE (tenant_id text, run_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.tenant_id, r.id
    FROM runs r
    LEFT JOIN executor_instances i ON i.id = r.lease_owner AND i.alive_until > now()
   WHERE r.completed_at IS NULL
     AND i.id IS NULL
     AND NOT EXISTS (SELECT 1 FROM erased_tenants t WHERE t.tenant_id = r.tenant_id)
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
     AND NOT EXISTS (SELECT 1 FROM erased_tenants t WHERE t.tenant_id = r.tenant_id)
$$;
CREATE OR REPLACE FUNCTION stray_runs(instance text, executed text[])
RETURNS TABLE (tenant_id text, run_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
  SELECT r.tenant_id, r.id
    FROM runs r
   WHERE r.lease_owner = instance AND r.completed_at IS NULL AND r.id <> ALL (executed)
     AND NOT EXISTS (SELECT 1 FROM erased_tenants t WHERE t.tenant_id = r.tenant_id)
$$;
RESET ROLE;
