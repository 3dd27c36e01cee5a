-- What a log was recorded on and what it led to there: whoever opens it years later compares.
ALTER TABLE lesson_log ADD COLUMN seed INTEGER;
ALTER TABLE lesson_log ADD COLUMN simulator TEXT;
ALTER TABLE lesson_log ADD COLUMN scenario_hash TEXT;
ALTER TABLE lesson_log ADD COLUMN digest TEXT;
