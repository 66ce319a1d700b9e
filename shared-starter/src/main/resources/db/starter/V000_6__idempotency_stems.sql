-- What a request under a key makes gets its id from here, so that the request makes the same thing when it is repeated
-- after its first answer was lost. A key whose answer was not final is free, and not forgotten, for the same reason.
ALTER TABLE idempotency_keys
    ADD COLUMN stem text NOT NULL DEFAULT '',
    ADD COLUMN free boolean NOT NULL DEFAULT false;
