-- Approvals of an erased tenant cannot be read any more: nobody expires them, and nobody waits for them.
GRANT SELECT ON erased_tenants TO ${housekeeping_role};

SET ROLE ${housekeeping_role};
CREATE OR REPLACE FUNCTION overdue_approvals(at_most int) RETURNS TABLE (tenant_id text, id text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a.tenant_id, a.id FROM approvals a
    WHERE a.status = 'pending' AND a.expires_at <= clock_timestamp()
      AND NOT EXISTS (SELECT 1 FROM erased_tenants t WHERE t.tenant_id = a.tenant_id)
    ORDER BY a.expires_at
    LIMIT at_most
$$;

CREATE OR REPLACE FUNCTION count_pending_approvals() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT count(*) FROM approvals a
    WHERE a.status = 'pending' AND NOT EXISTS (SELECT 1 FROM erased_tenants t WHERE t.tenant_id = a.tenant_id)
$$;
RESET ROLE;
