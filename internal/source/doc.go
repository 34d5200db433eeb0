// Package source brings what people have — files, folders, standard input,
// feeds, addresses, archives — in as captures: the exact bytes, their digest,
// where they came from and when.
//
// A source never reads what an article says; that is the work of package
// article. What a user or an enclosing file tells about an article beside its
// bytes travels with it as [Meta].
package source
