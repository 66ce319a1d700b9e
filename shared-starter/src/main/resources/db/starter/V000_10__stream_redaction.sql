-- Names of detectors whose finds are not shown live.
ALTER TABLE tenant_settings ADD COLUMN stream_redaction text[] NOT NULL DEFAULT '{}';
