-- Whether nobody of this tenant may approve what a run of his own asks for.
ALTER TABLE tenants ADD COLUMN prevent_self_approval boolean NOT NULL DEFAULT false;
