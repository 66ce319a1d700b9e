-- Lists are newest first. Producers on the bus choose the ids of their runs, so an id does not tell which is newer.
CREATE INDEX runs_newest ON runs (tenant_id, created_at DESC, id DESC);
CREATE INDEX runs_newest_of_agent ON runs (tenant_id, agent_id, created_at DESC, id DESC);
CREATE INDEX runs_newest_of_session ON runs (tenant_id, session_id, created_at DESC, id DESC);
DROP INDEX runs_by_tenant;
DROP INDEX runs_by_agent;
DROP INDEX runs_by_session;
