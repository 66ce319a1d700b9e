-- Whose key has this id? Asked when somebody shows the id without the key, so that whose it is can be told.
CREATE FUNCTION find_api_key_owner(wanted text) RETURNS TABLE (tenant_id text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $$
    SELECT k.tenant_id FROM api_keys k WHERE k.id = wanted
$$;

REVOKE EXECUTE ON FUNCTION find_api_key_owner FROM PUBLIC;
GRANT EXECUTE ON FUNCTION find_api_key_owner TO ${app_role};
ALTER FUNCTION find_api_key_owner OWNER TO ${housekeeping_role};
