-- +goose Up

-- The register as it was folded last, written down. It is derived: whoever finds none, or one of another log or
-- program, folds again. It may be deleted at any time.
CREATE TABLE folded (
	id    INTEGER PRIMARY KEY CHECK (id = 1),
	log   TEXT NOT NULL, -- hash of the last entry of the log that it was made from, "" for none
	maker TEXT NOT NULL, -- the program that made it
	head  BLOB NOT NULL  -- zstd
) STRICT;

CREATE TABLE folded_parts (
	id     INTEGER PRIMARY KEY,
	digest TEXT NOT NULL UNIQUE,
	body   BLOB NOT NULL -- zstd
) STRICT;
