-- Public halves of the keys this service's replicas sign tokens with; private halves never leave their process.
CREATE TABLE signing_keys (
    kid         text        PRIMARY KEY,
    public_jwk  jsonb       NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    -- No token signed with this key is valid after this moment.
    valid_until timestamptz NOT NULL
);
GRANT SELECT, INSERT, DELETE ON signing_keys TO ${app_role};
