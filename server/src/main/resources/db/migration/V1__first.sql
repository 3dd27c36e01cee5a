-- One script for SQLite and PostgreSQL. Times are milliseconds since 1970; tokens and codes that
-- give access are kept as SHA-256 only.

CREATE TABLE setting (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE learner (
  id      TEXT PRIMARY KEY,
  created BIGINT NOT NULL
);

CREATE TABLE device (
  token_hash TEXT PRIMARY KEY,
  learner    TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  created    BIGINT NOT NULL
);
CREATE INDEX device_learner ON device (learner);

CREATE TABLE progress_code (
  code_hash TEXT PRIMARY KEY,
  learner   TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  expires   BIGINT NOT NULL
);
CREATE INDEX progress_code_learner ON progress_code (learner);

CREATE TABLE passed_task (
  learner   TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  lesson    TEXT NOT NULL,
  task      TEXT NOT NULL,
  passed    BIGINT NOT NULL,
  first_try BOOLEAN NOT NULL,
  PRIMARY KEY (learner, lesson, task)
);

CREATE TABLE lesson_log (
  learner TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  lesson  TEXT NOT NULL,
  log     TEXT NOT NULL,
  updated BIGINT NOT NULL,
  PRIMARY KEY (learner, lesson)
);

CREATE TABLE link (
  id          TEXT PRIMARY KEY,
  sandbox     TEXT NOT NULL,
  client      TEXT NOT NULL,
  delete_hash TEXT NOT NULL,
  created     BIGINT NOT NULL,
  expires     BIGINT NOT NULL,
  opened      BIGINT NOT NULL
);
CREATE INDEX link_client ON link (client);
CREATE INDEX link_expires ON link (expires);

CREATE TABLE account (
  id       TEXT PRIMARY KEY,
  name     TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE,
  password TEXT NOT NULL,
  created  BIGINT NOT NULL
);

CREATE TABLE account_session (
  token_hash TEXT PRIMARY KEY,
  account    TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  expires    BIGINT NOT NULL
);

CREATE TABLE classroom (
  code            TEXT PRIMARY KEY,
  title           TEXT NOT NULL,
  owner           TEXT NOT NULL REFERENCES account (id) ON DELETE CASCADE,
  created         BIGINT NOT NULL,
  next_member     INTEGER NOT NULL,
  next_assignment INTEGER NOT NULL
);
CREATE INDEX classroom_owner ON classroom (owner);

CREATE TABLE member (
  class        TEXT NOT NULL REFERENCES classroom (code) ON DELETE CASCADE,
  n            INTEGER NOT NULL,
  learner      TEXT NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
  nickname     TEXT NOT NULL,
  nickname_key TEXT NOT NULL,
  joined       BIGINT NOT NULL,
  PRIMARY KEY (class, n),
  UNIQUE (class, learner),
  UNIQUE (class, nickname_key)
);
CREATE INDEX member_learner ON member (learner);

CREATE TABLE assignment (
  class   TEXT NOT NULL REFERENCES classroom (code) ON DELETE CASCADE,
  n       INTEGER NOT NULL,
  title   TEXT NOT NULL,
  lesson  TEXT,
  sandbox TEXT,
  created BIGINT NOT NULL,
  PRIMARY KEY (class, n)
);
