// Package fetch is the one HTTP client of parley: everything that is read from
// a network comes through it.
//
// A client never connects to an address inside the user's own network: the
// check is made on the address that is dialled, after names were resolved and
// again at every redirect, so that neither a redirect nor a name that changes
// its address gets past it. Addresses that are meant to be reached are named in
// an allow-list. The environment's proxy settings are not used, because a proxy
// would connect where the check cannot see; a proxy that is set on purpose is
// dialled alone, and targets are then checked by resolving them beforehand.
//
// Responses are bounded in headers, size, unpacked size, time, rate and
// redirects: a server that drips or never ends costs a bounded time and no
// more. In goes a URL and what is known of its last fetch, out come the bytes
// and what is needed to ask next time whether they changed.
package fetch
