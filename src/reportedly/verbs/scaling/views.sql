-- Views over a folder that `reportedly scale read` wrote; DuckDB reads the parts where they are.
CREATE OR REPLACE VIEW claims AS SELECT * FROM read_parquet({claims});
CREATE OR REPLACE VIEW pages AS SELECT * EXCLUDE (signature, capture, reading) FROM read_parquet({pages});
CREATE OR REPLACE VIEW failures AS SELECT * FROM read_parquet({failures});
CREATE OR REPLACE VIEW copies AS SELECT * FROM read_parquet({copies});
-- Each report once: of pages that print one report, the claims of the first.
CREATE OR REPLACE VIEW first_claims AS SELECT * FROM claims WHERE page NOT IN (
  SELECT page FROM copies WHERE sort = 'copies' AND number > 0
);
