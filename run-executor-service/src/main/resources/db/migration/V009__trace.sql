-- The W3C trace context a run was asked for in, so that whoever works on it later goes on in the same trace.
ALTER TABLE runs ADD COLUMN traceparent text;
