-- Runs that somebody outside executes: they wait for a report, and nobody here takes them up before their time is over.

ALTER TABLE runs ADD COLUMN runner text NOT NULL DEFAULT 'internal' CHECK (runner IN ('internal', 'external'));

ALTER TABLE runs DROP CONSTRAINT runs_waiting_reason_check;
ALTER TABLE runs ADD CONSTRAINT runs_waiting_reason_check
  CHECK (waiting_reason IN ('timer', 'needs_reconciliation', 'external_runner'));
