-- How many tasks the log itself passes: a log that comes less far does not replace it.
ALTER TABLE lesson_log ADD COLUMN reached INTEGER NOT NULL DEFAULT 0;
