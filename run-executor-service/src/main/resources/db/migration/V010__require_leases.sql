-- A commit that is one message has nobody in it who could look at a count and roll back.
CREATE FUNCTION require_leases(written bigint, asked int) RETURNS boolean
    LANGUAGE plpgsql AS $$
BEGIN
  IF written <> asked THEN
    RAISE EXCEPTION 'a lease is lost' USING ERRCODE = 'FM001';
  END IF;
  RETURN true;
END
$$;
