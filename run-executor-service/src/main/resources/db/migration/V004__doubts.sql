-- What a person must say before a run goes on, and by whose lease each line of a log was written.

ALTER TABLE runs ADD COLUMN waiting_reason text CHECK (waiting_reason IN ('timer', 'needs_reconciliation'));

ALTER TABLE run_signals DROP CONSTRAINT run_signals_kind_check;
ALTER TABLE run_signals ADD CONSTRAINT run_signals_kind_check CHECK (kind IN ('cancel', 'approval', 'reconcile'));

-- The first answer about a call stays; its key decides between two people who answer at once.
CREATE TABLE reconciliations (
  tenant_id  text NOT NULL,
  run_id     text NOT NULL,
  step_id    text NOT NULL,
  outcome    text NOT NULL CHECK (outcome IN ('done', 'not_done')),
  output     text NOT NULL,
  note       text,
  decided_by text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (tenant_id, run_id, step_id)
);
CALL protect_append_only_tenant_table('reconciliations');

-- Along a log the epochs never fall: a line of an older lease after one of a newer would be a zombie's.
ALTER TABLE steps ADD COLUMN lease_epoch bigint NOT NULL DEFAULT 0;

-- Attempts that were lost used to share the number of the next one.
ALTER TABLE model_attempts NO FORCE ROW LEVEL SECURITY;
UPDATE model_attempts a SET n = numbered.n
  FROM (SELECT id, row_number() OVER (PARTITION BY run_id, turn ORDER BY id) AS n FROM model_attempts) numbered
 WHERE numbered.id = a.id AND numbered.n <> a.n;
ALTER TABLE model_attempts FORCE ROW LEVEL SECURITY;
DROP INDEX model_attempts_by_run;
CREATE UNIQUE INDEX model_attempts_once ON model_attempts (run_id, turn, n);
