-- Whether nobody may approve what a run of his own asks for.
ALTER TABLE tenant_settings ADD COLUMN prevent_self_approval boolean NOT NULL DEFAULT false;
