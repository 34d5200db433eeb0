-- +goose Up

CREATE TABLE feeds (
	id        INTEGER PRIMARY KEY,
	url       TEXT NOT NULL UNIQUE,
	title     TEXT NOT NULL,
	allow     TEXT NOT NULL, -- JSON
	etag      TEXT NOT NULL,
	modified  TEXT NOT NULL,
	checked   TEXT NOT NULL, -- UTC, RFC 3339, "" for never
	success   TEXT NOT NULL,
	failures  INTEGER NOT NULL,
	error     TEXT NOT NULL,
	next      TEXT NOT NULL,
	lag       INTEGER NOT NULL -- nanoseconds
) STRICT;

CREATE TABLE feed_items (
	feed    INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
	key     TEXT NOT NULL,
	digest  TEXT NOT NULL,
	url     TEXT NOT NULL,
	capture TEXT NOT NULL,
	error   TEXT NOT NULL,
	seen    TEXT NOT NULL,
	PRIMARY KEY (feed, key)
) STRICT, WITHOUT ROWID;

-- What the gate turned away, so that a better gate can take it up again.
CREATE TABLE rejects (
	digest  TEXT NOT NULL,
	version TEXT NOT NULL,
	url     TEXT NOT NULL,
	score   REAL NOT NULL,
	at      TEXT NOT NULL,
	PRIMARY KEY (digest, version)
) STRICT, WITHOUT ROWID;

CREATE INDEX documents_by_capture ON documents (capture);
