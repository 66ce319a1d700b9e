-- When a tenant's choices were told: records that arrive late, sent again by a relay, must not bring older ones back.
ALTER TABLE tenant_settings ADD COLUMN told_at timestamptz NOT NULL DEFAULT '-infinity';
