-- Sealed with the tenant's own keys from now on (see data_keys). What was sealed with a key of the whole service opens no
-- more: people sign in again, and an outside issuer's secret is entered again.
ALTER TABLE authorizations ALTER COLUMN document TYPE text USING '';
ALTER TABLE identity_providers ALTER COLUMN client_secret TYPE text USING '';
