-- One service's database and its four roles. Run as superuser, by local-stack and by psql alike:
--   psql -v database=fermata_identity -v app_password=… -v owner_password=… -v relay_password=… -f database.sql
-- A second run repairs: CREATE is allowed to say "already exists", everything else states the whole truth again.
\set owner :database _owner
\set app :database _app
\set relay :database _relay
\set housekeeping :database _housekeeping

CREATE ROLE :"owner";
CREATE ROLE :"app";
CREATE ROLE :"relay";
CREATE ROLE :"housekeeping";

-- Owns schema and tables, runs the migrations.
ALTER ROLE :"owner" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'owner_password';
-- What the service runs as: owns nothing, so row-level security always applies to it.
ALTER ROLE :"app" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'app_password';
-- Reads the outbox through a replication slot.
ALTER ROLE :"relay" LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE REPLICATION BYPASSRLS PASSWORD :'relay_password';
-- Owns the few functions that may look across tenants; nobody logs in as it.
ALTER ROLE :"housekeeping" NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION BYPASSRLS;
-- The migrations may hand a function over to housekeeping, but never act with its rights by accident.
GRANT :"housekeeping" TO :"owner" WITH SET TRUE, INHERIT FALSE;

CREATE DATABASE :"database" OWNER :"owner";
ALTER DATABASE :"database" OWNER TO :"owner";
REVOKE ALL ON DATABASE :"database" FROM PUBLIC;
GRANT CONNECT ON DATABASE :"database" TO :"app", :"relay";
REVOKE ALL ON DATABASE postgres FROM PUBLIC;
REVOKE ALL ON DATABASE template1 FROM PUBLIC;

\connect :"database"
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO :"app", :"relay";
GRANT CREATE, USAGE ON SCHEMA public TO :"housekeeping";
