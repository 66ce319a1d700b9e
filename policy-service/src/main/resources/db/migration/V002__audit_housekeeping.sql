-- What crosses tenants, or removes rows: owned by housekeeping, callable by the service.

CREATE FUNCTION default_audit_hot_days() RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 90';

-- Tenants whose oldest event has had its time. Rows of a tenant get older with a smaller sequence.
CREATE FUNCTION tenants_with_old_audit_events() RETURNS SETOF text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT chain.tenant_id
    FROM audit_chains chain
    LEFT JOIN audit_retention retention USING (tenant_id)
    CROSS JOIN LATERAL (
        SELECT recorded_at FROM audit_events event
        WHERE event.tenant_id = chain.tenant_id ORDER BY sequence LIMIT 1
    ) oldest
    WHERE oldest.recorded_at < now() - make_interval(days => coalesce(retention.hot_days, default_audit_hot_days()))
$$;

-- Removes the current tenant's rows up to its newest anchor. The anchor must be the row it says it is, and no row goes
-- before its time: neither a made-up anchor nor a hurried caller makes this a way to lose evidence.
CREATE FUNCTION drop_archived_audit_events() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
DECLARE
    anchor  audit_anchors;
    days    int;
    dropped bigint;
BEGIN
    SELECT * INTO STRICT anchor FROM audit_anchors
    WHERE tenant_id = app_tenant() ORDER BY sequence DESC LIMIT 1;
    SELECT coalesce(max(hot_days), default_audit_hot_days()) INTO days
    FROM audit_retention WHERE tenant_id = app_tenant();
    PERFORM 1 FROM audit_events
    WHERE tenant_id = app_tenant() AND sequence = anchor.sequence AND hash = anchor.hash
      AND recorded_at < now() - make_interval(days => days);
    IF NOT FOUND THEN
        RAISE EXCEPTION 'the anchor % is not an event that may go', anchor.sequence;
    END IF;
    DELETE FROM audit_events WHERE tenant_id = app_tenant() AND sequence <= anchor.sequence;
    GET DIAGNOSTICS dropped = ROW_COUNT;
    RETURN dropped;
END
$$;

REVOKE EXECUTE ON FUNCTION tenants_with_old_audit_events, drop_archived_audit_events FROM PUBLIC;
GRANT EXECUTE ON FUNCTION tenants_with_old_audit_events, drop_archived_audit_events TO ${app_role};
GRANT SELECT, DELETE ON audit_events TO ${housekeeping_role};
GRANT SELECT ON audit_chains, audit_anchors, audit_retention TO ${housekeeping_role};
ALTER FUNCTION tenants_with_old_audit_events OWNER TO ${housekeeping_role};
ALTER FUNCTION drop_archived_audit_events OWNER TO ${housekeeping_role};
