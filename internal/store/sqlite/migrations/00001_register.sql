-- +goose Up

-- What a source served. The same bytes from two addresses are one capture and two fetches.
CREATE TABLE captures (
	id           INTEGER PRIMARY KEY,
	digest       TEXT NOT NULL UNIQUE,
	content_type TEXT NOT NULL,
	body         BLOB NOT NULL -- zstd
) STRICT;

CREATE TABLE fetches (
	capture INTEGER NOT NULL REFERENCES captures (id),
	url     TEXT NOT NULL,
	at      TEXT NOT NULL, -- the first time, UTC, RFC 3339
	PRIMARY KEY (capture, url)
) STRICT, WITHOUT ROWID;

CREATE TABLE documents (
	id        INTEGER PRIMARY KEY,
	digest    TEXT NOT NULL UNIQUE,
	capture   TEXT NOT NULL, -- digest, "" for none
	name      TEXT NOT NULL,
	url       TEXT NOT NULL,
	title     TEXT NOT NULL,
	publisher TEXT NOT NULL,
	author    TEXT NOT NULL,
	credit    TEXT NOT NULL,
	language  TEXT NOT NULL,
	published TEXT NOT NULL, -- EDTF
	modified  TEXT NOT NULL,
	date_from TEXT NOT NULL,
	text      TEXT NOT NULL,
	blocks    TEXT NOT NULL, -- JSON
	reading   INTEGER REFERENCES readings (id) DEFERRABLE INITIALLY DEFERRED -- the current one
) STRICT;

CREATE TABLE readings (
	id          INTEGER PRIMARY KEY,
	document    INTEGER NOT NULL REFERENCES documents (id),
	fingerprint TEXT NOT NULL,
	about_talks INTEGER NOT NULL,
	reason      TEXT NOT NULL,
	seq         INTEGER NOT NULL REFERENCES log (seq) DEFERRABLE INITIALLY DEFERRED,
	UNIQUE (document, fingerprint)
) STRICT;

-- A claim is kept once, however many readings make it.
CREATE TABLE claims (
	id       INTEGER PRIMARY KEY,
	digest   TEXT NOT NULL UNIQUE,
	document INTEGER NOT NULL REFERENCES documents (id),
	kind     TEXT NOT NULL,
	start    INTEGER NOT NULL,
	stop     INTEGER NOT NULL,
	n        INTEGER NOT NULL,
	field    TEXT NOT NULL,
	value    TEXT NOT NULL,
	modality TEXT NOT NULL,
	said_by  TEXT NOT NULL,
	evidence TEXT NOT NULL -- JSON
) STRICT;

CREATE TABLE reading_claims (
	reading INTEGER NOT NULL REFERENCES readings (id),
	claim   INTEGER NOT NULL REFERENCES claims (id),
	rule    TEXT NOT NULL,
	PRIMARY KEY (reading, claim)
) STRICT, WITHOUT ROWID;

CREATE TABLE edits (
	n        INTEGER PRIMARY KEY, -- from 1, in order
	digest   TEXT NOT NULL UNIQUE,
	previous TEXT NOT NULL,
	kind     TEXT NOT NULL,
	target   TEXT NOT NULL, -- JSON
	value    TEXT NOT NULL,
	author   TEXT NOT NULL,
	at       TEXT NOT NULL,
	reason   TEXT NOT NULL,
	seq      INTEGER NOT NULL REFERENCES log (seq) DEFERRABLE INITIALLY DEFERRED
) STRICT;

CREATE TABLE log (
	seq         INTEGER PRIMARY KEY, -- from 1, without gaps
	kind        TEXT NOT NULL,
	subject     TEXT NOT NULL,
	fingerprint TEXT NOT NULL,
	content     TEXT NOT NULL,
	at          TEXT NOT NULL,
	previous    TEXT NOT NULL,
	hash        TEXT NOT NULL
) STRICT;

-- Nothing that was acknowledged changes or goes away.
-- +goose StatementBegin
CREATE TRIGGER log_keeps BEFORE UPDATE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER log_stays BEFORE DELETE ON log BEGIN SELECT RAISE(ABORT, 'the log is append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claims_keep BEFORE UPDATE ON claims BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER claims_stay BEFORE DELETE ON claims BEGIN SELECT RAISE(ABORT, 'claims are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER edits_keep BEFORE UPDATE ON edits BEGIN SELECT RAISE(ABORT, 'edits are append-only'); END;
-- +goose StatementEnd
-- +goose StatementBegin
CREATE TRIGGER edits_stay BEFORE DELETE ON edits BEGIN SELECT RAISE(ABORT, 'edits are append-only'); END;
-- +goose StatementEnd

-- The tokens come folded, so the index only cuts them at spaces. The rowid is documents.id.
CREATE VIRTUAL TABLE found USING fts5 (title, body, content='', contentless_delete=1, tokenize='ascii');
CREATE VIRTUAL TABLE found_terms USING fts5vocab ('found', 'instance');
