-- Which executors are alive. A run belongs to the instance in its lease for as long as that instance's row is fresh.

CREATE TABLE executor_instances (
  id          text PRIMARY KEY,
  started_at  timestamptz NOT NULL DEFAULT now(),
  alive_until timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON executor_instances TO ${app_role};

CREATE TABLE model_prices (
  model                      text NOT NULL,
  valid_from                 timestamptz NOT NULL,
  valid_to                   timestamptz,
  prompt_usd_per_million     numeric(12, 6) NOT NULL,
  completion_usd_per_million numeric(12, 6) NOT NULL,
  PRIMARY KEY (model, valid_from)
);
GRANT SELECT ON model_prices TO ${app_role};

-- List prices of the providers, US dollars for a million tokens. A model without a row costs nothing.
INSERT INTO model_prices (model, valid_from, prompt_usd_per_million, completion_usd_per_million) VALUES
  ('openai/gpt-4o',                      '2024-10-01Z', 2.50, 10.00),
  ('openai/gpt-4o-mini',                 '2024-07-18Z', 0.15,  0.60),
  ('openai/gpt-4.1',                     '2025-04-14Z', 2.00,  8.00),
  ('openai/gpt-4.1-mini',                '2025-04-14Z', 0.40,  1.60),
  ('openai/gpt-4.1-nano',                '2025-04-14Z', 0.10,  0.40),
  ('openai/o4-mini',                     '2025-04-16Z', 1.10,  4.40),
  ('anthropic/claude-sonnet-4-20250514', '2025-05-22Z', 3.00, 15.00),
  ('anthropic/claude-sonnet-4-5',        '2025-09-29Z', 3.00, 15.00),
  ('anthropic/claude-haiku-4-5',         '2025-10-15Z', 1.00,  5.00),
  ('anthropic/claude-opus-4-20250514',   '2025-05-22Z', 15.00, 75.00),
  ('anthropic/claude-3-5-haiku-20241022','2024-11-04Z', 0.80,  4.00);
