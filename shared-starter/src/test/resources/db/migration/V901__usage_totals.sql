-- What a consumer made of the events it took. It adds, so that an event taken twice or not at all shows.
CREATE TABLE usage_totals (
    tenant_id text   NOT NULL,
    consumer  text   NOT NULL,
    run_id    text   NOT NULL,
    events    bigint NOT NULL,
    tokens    bigint NOT NULL,
    newest    int    NOT NULL,
    PRIMARY KEY (tenant_id, consumer, run_id)
);
CALL protect_tenant_table('usage_totals');
