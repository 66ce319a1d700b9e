-- Names of detectors whose finds are not shown live.
ALTER TABLE tenants ADD COLUMN stream_redaction text[] NOT NULL DEFAULT '{}';
