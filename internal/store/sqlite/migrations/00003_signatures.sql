-- +goose Up

-- What tells copies and origins of a document without its text. It is derived:
-- what is missing is made again from the text.
CREATE TABLE signatures (
	document  INTEGER PRIMARY KEY REFERENCES documents (id),
	signature BLOB NOT NULL
) STRICT;

-- What has changed since an entry of the log.
CREATE INDEX readings_by_seq ON readings (seq);
