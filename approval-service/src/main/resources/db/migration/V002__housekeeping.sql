-- All that may look across tenants. The work itself is done inside each tenant.

CREATE FUNCTION overdue_approvals(at_most int) RETURNS TABLE (tenant_id text, id text)
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT a.tenant_id, a.id FROM approvals a
    WHERE a.status = 'pending' AND a.expires_at <= clock_timestamp()
    ORDER BY a.expires_at
    LIMIT at_most
$$;

CREATE FUNCTION count_pending_approvals() RETURNS bigint
    LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT count(*) FROM approvals WHERE status = 'pending'
$$;

-- Longer than any record waits on its topic.
CREATE FUNCTION forget_ended_runs() RETURNS bigint
    LANGUAGE sql SECURITY DEFINER SET search_path = public AS $$
    WITH forgotten AS (
        DELETE FROM ended_runs WHERE ended_at < now() - interval '14 days' RETURNING 1
    )
    SELECT count(*) FROM forgotten
$$;

REVOKE EXECUTE ON FUNCTION overdue_approvals, count_pending_approvals, forget_ended_runs FROM PUBLIC;
GRANT EXECUTE ON FUNCTION overdue_approvals, count_pending_approvals, forget_ended_runs TO ${app_role};
GRANT SELECT ON approvals TO ${housekeeping_role};
GRANT SELECT, DELETE ON ended_runs TO ${housekeeping_role};
ALTER FUNCTION overdue_approvals OWNER TO ${housekeeping_role};
ALTER FUNCTION count_pending_approvals OWNER TO ${housekeeping_role};
ALTER FUNCTION forget_ended_runs OWNER TO ${housekeeping_role};
