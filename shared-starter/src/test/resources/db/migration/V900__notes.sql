-- A table like any service's, for the tests of the starter.
CREATE TABLE notes (
    tenant_id text NOT NULL,
    id        text NOT NULL,
    text      text NOT NULL,
    version   bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (tenant_id, id)
);
CALL protect_tenant_table('notes');
CREATE UNIQUE INDEX notes_text ON notes (tenant_id, text);

CREATE TABLE note_history (
    tenant_id text NOT NULL,
    id        text NOT NULL,
    PRIMARY KEY (tenant_id, id)
);
CALL protect_append_only_tenant_table('note_history');
