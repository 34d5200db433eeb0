package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"
	"syscall"
	"time"

	"code.dny.dev/ssrf"
)

// ErrForbidden says that an address is inside a network that parley does not
// reach into.
var ErrForbidden = errors.New("this address leads into a private network; if that is meant, allow it with --allow-host")

// Allowed is the list of what may be reached beside the public Internet.
type Allowed struct {
	prefixes []allowedPrefix
	hosts    map[string]bool // "name" or "name:port", lower case
}

type allowedPrefix struct {
	netip.Prefix
	port uint16 // 0 for any
}

// ErrAllow says that an entry of an allow-list cannot be read.
var ErrAllow = errors.New("not a host, an address or a network: example.org, example.org:8080, 10.1.2.3, 10.1.0.0/16 are")

// ParseAllowed reads entries: names, addresses, both with or without a port, and
// networks in CIDR form.
func ParseAllowed(entries []string) (Allowed, error) {
	a := Allowed{hosts: map[string]bool{}}
	for _, e := range entries {
		e = strings.ToLower(strings.TrimSpace(e))
		if p, err := netip.ParsePrefix(e); err == nil {
			a.prefixes = append(a.prefixes, allowedPrefix{p.Masked(), 0})
			continue
		}
		if ip, err := netip.ParseAddr(strings.Trim(e, "[]")); err == nil {
			a.prefixes = append(a.prefixes, allowedPrefix{netip.PrefixFrom(ip, ip.BitLen()), 0})
			continue
		}
		if ap, err := netip.ParseAddrPort(e); err == nil {
			a.prefixes = append(a.prefixes, allowedPrefix{netip.PrefixFrom(ap.Addr(), ap.Addr().BitLen()), ap.Port()})
			continue
		}
		host, port, found := strings.Cut(e, ":")
		if _, err := strconv.ParseUint(port, 10, 16); host == "" || strings.ContainsAny(host, "/ @") || found && err != nil {
			return Allowed{}, fmt.Errorf("%q: %w", e, ErrAllow)
		}
		a.hosts[e] = true
	}
	return a, nil
}

func (a Allowed) host(host, port string) bool {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	return a.hosts[host] || a.hosts[host+":"+port]
}

func (a Allowed) address(ap netip.AddrPort) bool {
	ip := ap.Addr().Unmap()
	for _, p := range a.prefixes {
		if p.Contains(ip) && (p.port == 0 || p.port == ap.Port()) {
			return true
		}
	}
	return false
}

// guard dials, and refuses what is neither public nor allowed.
type guard struct {
	public  *ssrf.Guardian
	allowed Allowed
	timeout time.Duration
	lookup  *net.Resolver
}

// publicPorts are those on which the web is served.
var publicPorts = []uint16{80, 443, 8080, 8443}

func newGuard(allowed Allowed, timeout time.Duration, lookup *net.Resolver) *guard {
	return &guard{public: ssrf.New(ssrf.WithPorts(publicPorts...)), allowed: allowed, timeout: timeout, lookup: lookup}
}

// control is called with the address that is about to be dialled.
func (g *guard) control(network, address string, c syscall.RawConn) error {
	if ap, err := netip.ParseAddrPort(address); err == nil && g.allowed.address(ap) {
		return nil
	}
	if err := g.public.Safe(network, address, c); err != nil {
		return fmt.Errorf("%w (%w)", ErrForbidden, err)
	}
	return nil
}

func (g *guard) dial(ctx context.Context, network, address string) (net.Conn, error) {
	d := net.Dialer{Timeout: g.timeout, KeepAlive: -1, Resolver: g.lookup}
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, err
	}
	if !g.allowed.host(host, port) {
		d.Control = g.control
	}
	return d.DialContext(ctx, network, address)
}

// check resolves a target that a proxy will dial.
func (g *guard) check(ctx context.Context, host, port string) error {
	if g.allowed.host(host, port) {
		return nil
	}
	n, err := strconv.ParseUint(port, 10, 16)
	if err != nil {
		return err
	}
	resolver := g.lookup
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	ips, err := resolver.LookupNetIP(ctx, "ip", host)
	if err != nil {
		return err
	}
	for _, ip := range ips {
		ap := netip.AddrPortFrom(ip.Unmap(), uint16(n))
		if g.allowed.address(ap) {
			continue
		}
		if err := g.public.SafeAddrPort(ap); err != nil {
			return fmt.Errorf("%w (%w)", ErrForbidden, err)
		}
	}
	return nil
}
