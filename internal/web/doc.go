// Package web serves the register as pages: processes, one process with a
// timeline of its rounds, one round with every field and its evidence, a
// document with the words marked that values rest on, and full-text search.
//
// Pages are made on the server and need no script; a small one adds keys.
// Everything is embedded, nothing is fetched from elsewhere, and the content
// security policy allows nothing else. Pages only read: they never change the
// register.
package web
