package fetch

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"

	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/source/httpbody"
)

const page = "<!DOCTYPE html><html><body><p>The two sides met.</p></body></html>"

func client(t testing.TB, o Options) *Client {
	t.Helper()
	c, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func serve(t testing.TB, h http.HandlerFunc) *httptest.Server {
	t.Helper()
	s := httptest.NewServer(h)
	t.Cleanup(s.Close)
	return s
}

func TestGet(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.Header.Get("If-None-Match") == `"v1"`:
			w.WriteHeader(http.StatusNotModified)
		case r.URL.Path == "/moved":
			http.Redirect(w, r, "/news/talks.html", http.StatusMovedPermanently)
		case r.URL.Path == "/gone":
			http.Error(w, "gone", http.StatusGone)
		case r.URL.Path == "/busy":
			w.Header().Set("Retry-After", "120")
			http.Error(w, "busy", http.StatusTooManyRequests)
		default:
			if !strings.HasPrefix(r.Header.Get("User-Agent"), "parley/") || r.Header.Get("Referer") != "" {
				t.Errorf("headers %v", r.Header)
			}
			w.Header().Set("Content-Type", "text/html; charset=utf-8")
			w.Header().Set("Content-Encoding", "gzip")
			w.Header().Set("ETag", `"v1"`)
			z := gzip.NewWriter(w)
			fmt.Fprint(z, page)
			z.Close()
		}
	})
	now := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	c := client(t, Options{Allow: []string{"127.0.0.1"}, Now: func() time.Time { return now }})
	ctx := context.Background()
	in, err := c.Open(ctx, s.URL+"/moved#part")
	if err != nil {
		t.Fatal(err)
	}
	if string(in.Capture.Body) != page || in.Kind != source.HTML || in.Name != "talks" || in.Capture.URL != s.URL+"/news/talks.html" || !in.Capture.Fetched.Equal(now) {
		t.Errorf("input %+v", in)
	}
	p, err := c.Get(ctx, s.URL+"/", Last{ETag: `"v1"`})
	if err != nil || !p.NotModified || p.Last.ETag != `"v1"` {
		t.Errorf("asked for a change: %+v, %v", p, err)
	}
	var status *StatusError
	if _, err := c.Get(ctx, s.URL+"/gone", Last{}); !errors.As(err, &status) || status.Status != http.StatusGone {
		t.Errorf("a page that is gone: %v", err)
	}
	if _, err := c.Get(ctx, s.URL+"/busy", Last{}); !errors.As(err, &status) || status.RetryAfter != 2*time.Minute {
		t.Errorf("a busy server: %v", err)
	}
}

// TestPrivateAddressesAreRefused: no form of a private address is dialled.
func TestPrivateAddressesAreRefused(t *testing.T) {
	reached := false
	s := serve(t, func(http.ResponseWriter, *http.Request) { reached = true })
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	// The environment may not help out.
	for _, v := range []string{"HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY"} {
		t.Setenv(v, s.URL)
	}
	c := client(t, Options{Timeout: 5 * time.Second})
	for _, host := range []string{
		"127.0.0.1", "127.1.2.3", "localhost", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:ffff:10.0.0.1]", "0.0.0.0", "[::]",
		"10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1", "192.0.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
		"[fc00::1]", "[fd12:3456::1]", "[fe80::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]", "[2002:7f00:1::]", "[2001:db8::1]",
	} {
		for _, p := range []string{"", ":" + port} {
			_, err := c.Get(context.Background(), "http://"+host+p+"/", Last{})
			if err == nil || !errors.Is(err, ErrForbidden) {
				t.Errorf("%s%s: error %v, want ErrForbidden", host, p, err)
			}
		}
	}
	for _, address := range []string{"file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "http://", "http://user:secret@example.org/", "//example.org", "javascript:alert(1)", "http://exa mple.org/"} {
		if _, err := c.Get(context.Background(), address, Last{}); !errors.Is(err, ErrAddress) {
			t.Errorf("%s: error %v, want ErrAddress", address, err)
		}
	}
	if reached {
		t.Error("the server was reached")
	}
}

func TestOtherPortsAreRefused(t *testing.T) {
	g := newGuard(Allowed{}, time.Second, nil)
	for _, a := range []string{"93.184.216.34:22", "93.184.216.34:25", "93.184.216.34:6379", "[2606:2800:220:1::1]:5432"} {
		if err := g.control("tcp4", a, nil); a[0] != '[' && !errors.Is(err, ErrForbidden) {
			t.Errorf("%s: %v, want ErrForbidden", a, err)
		}
	}
	if err := g.control("tcp4", "93.184.216.34:443", nil); err != nil {
		t.Errorf("a public address: %v", err)
	}
}

func TestRedirectIntoPrivateNetwork(t *testing.T) {
	reached := false
	inner := serve(t, func(http.ResponseWriter, *http.Request) { reached = true })
	outer := serve(t, func(w http.ResponseWriter, r *http.Request) {
		http.Redirect(w, r, r.URL.Query().Get("to"), http.StatusFound)
	})
	outerHost := strings.TrimPrefix(outer.URL, "http://")
	c := client(t, Options{Allow: []string{outerHost}, Timeout: 5 * time.Second})
	for to, want := range map[string]error{
		inner.URL:                     ErrForbidden,
		"http://169.254.169.254/meta": ErrForbidden,
		"file:///etc/passwd":          ErrAddress,
		outer.URL + "/?to=" + url.QueryEscape(inner.URL): ErrForbidden,
	} {
		if _, err := c.Get(context.Background(), outer.URL+"/?to="+url.QueryEscape(to), Last{}); !errors.Is(err, want) {
			t.Errorf("redirect to %s: error %v, want %v", to, err, want)
		}
	}
	if reached {
		t.Error("the inner server was reached")
	}
	loop := serve(t, func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, r.URL.Path+"x", http.StatusFound) })
	c = client(t, Options{Allow: []string{"127.0.0.0/8"}})
	if _, err := c.Get(context.Background(), loop.URL, Last{}); !errors.Is(err, ErrRedirect) {
		t.Errorf("a loop of redirects: error %v, want ErrRedirect", err)
	}
}

// TestRebinding: a name is public when it is first looked up and private the
// next time. What counts is the address that is dialled.
func TestRebinding(t *testing.T) {
	reached := false
	s := serve(t, func(http.ResponseWriter, *http.Request) { reached = true })
	_, port, _ := net.SplitHostPort(s.Listener.Addr().String())
	answers := []string{"93.184.216.34", "127.0.0.1"}
	var asked atomic.Int32
	resolver := fakeDNS(t, func() netip.Addr {
		return netip.MustParseAddr(answers[min(int(asked.Add(1))-1, len(answers)-1)])
	})
	c := client(t, Options{Resolver: resolver, Timeout: 3 * time.Second})
	// By now somebody has looked the name up and found it public.
	if ips, err := resolver.LookupNetIP(context.Background(), "ip4", "rebind.example."); err != nil || ips[0].String() != answers[0] || asked.Load() != 1 {
		t.Fatalf("the name resolves to %v, %v", ips, err)
	}
	if _, err := c.Get(context.Background(), "http://rebind.example:"+port+"/", Last{}); !errors.Is(err, ErrForbidden) {
		t.Errorf("error %v, want ErrForbidden", err)
	}
	if reached {
		t.Error("the server was reached")
	}
	// The same through a proxy that would dial for us.
	proxied := false
	proxy := serve(t, func(http.ResponseWriter, *http.Request) { proxied = true })
	u, err := url.Parse(proxy.URL)
	if err != nil {
		t.Fatal(err)
	}
	c = client(t, Options{Resolver: resolver, Proxy: u, Timeout: 3 * time.Second})
	if _, err := c.Get(context.Background(), "http://rebind.example:"+port+"/", Last{}); !errors.Is(err, ErrForbidden) || proxied {
		t.Errorf("through a proxy: error %v, reached %v; want ErrForbidden", err, proxied)
	}
}

// fakeDNS is a resolver whose every name has the address that answer gives.
func fakeDNS(t *testing.T, answer func() netip.Addr) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		buf := make([]byte, 1500)
		for {
			n, from, err := conn.ReadFrom(buf)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(buf[:n]) != nil || len(m.Questions) == 0 {
				continue
			}
			q := m.Questions[0]
			m.Response, m.Authoritative, m.Additionals = true, true, nil
			if q.Type == dnsmessage.TypeA {
				m.Answers = []dnsmessage.Resource{{
					Header: dnsmessage.ResourceHeader{Name: q.Name, Type: q.Type, Class: q.Class},
					Body:   &dnsmessage.AResource{A: answer().As4()},
				}}
			}
			b, err := m.Pack()
			if err == nil {
				_, _ = conn.WriteTo(b, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		var d net.Dialer
		return d.DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// TestHostileServers: each costs a bounded time and leaves others alone.
func TestHostileServers(t *testing.T) {
	stop := make(chan struct{})
	defer close(stop)
	var bomb bytes.Buffer
	z := gzip.NewWriter(&bomb)
	if _, err := z.Write(make([]byte, 4<<20)); err != nil || z.Close() != nil {
		t.Fatal("the bomb was not built")
	}
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html")
		flush := func() { w.(http.Flusher).Flush() }
		switch r.URL.Path {
		case "/drip":
			for {
				fmt.Fprint(w, "x")
				flush()
				select {
				case <-time.After(10 * time.Millisecond):
				case <-stop:
					return
				case <-r.Context().Done():
					return
				}
			}
		case "/endless":
			block := bytes.Repeat([]byte("word "), 1000)
			for r.Context().Err() == nil {
				if _, err := w.Write(block); err != nil {
					return
				}
			}
		case "/bomb":
			w.Header().Set("Content-Encoding", "gzip")
			_, _ = w.Write(bomb.Bytes())
		case "/announced":
			w.Header().Set("Content-Length", "99999999999")
			fmt.Fprint(w, "x")
		case "/silent":
			select {
			case <-stop:
			case <-r.Context().Done():
			}
		case "/headers":
			for i := range 4000 {
				w.Header().Set(fmt.Sprintf("X-Filler-%d", i), strings.Repeat("y", 60))
			}
			fmt.Fprint(w, page)
		case "/cut":
			w.Header().Set("Content-Length", "1000")
			fmt.Fprint(w, page)
		default:
			fmt.Fprint(w, page)
		}
	})
	c := client(t, Options{Allow: []string{"127.0.0.1"}, Timeout: time.Second, Window: 200 * time.Millisecond, MinRate: 4096, MaxBytes: 1 << 20})
	wide := client(t, Options{Allow: []string{"127.0.0.1"}, MaxBytes: 1 << 30})
	for _, x := range []struct {
		path string
		c    *Client
		want error
	}{
		{"/drip", c, ErrSlow},
		{"/endless", c, source.ErrTooLong},
		{"/bomb", wide, httpbody.ErrBomb},
		{"/announced", c, source.ErrTooLong},
		{"/silent", c, ErrSlow},
		{"/headers", c, nil},
		{"/cut", c, nil},
	} {
		_, err := x.c.Get(context.Background(), s.URL+x.path, Last{})
		if err == nil || x.want != nil && !errors.Is(err, x.want) {
			t.Errorf("%s: error %v, want %v", x.path, err, x.want)
		}
		if _, err := c.Get(context.Background(), s.URL+"/", Last{}); err != nil {
			t.Errorf("after %s another page fails: %v", x.path, err)
		}
	}
}

func TestEndlessHeaders(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer conn.Close()
				if _, err := http.ReadRequest(bufio.NewReader(conn)); err != nil {
					return
				}
				fmt.Fprint(conn, "HTTP/1.1 200 OK\r\n")
				for {
					if _, err := fmt.Fprintf(conn, "X-More: %s\r\n", strings.Repeat("z", 1000)); err != nil {
						return
					}
				}
			}()
		}
	}()
	c := client(t, Options{Allow: []string{"127.0.0.1"}, Timeout: 2 * time.Second})
	if _, err := c.Get(context.Background(), "http://"+l.Addr().String(), Last{}); err == nil {
		t.Error("endless headers gave no error")
	}
}

func TestParseAllowed(t *testing.T) {
	a, err := ParseAllowed([]string{"10.1.0.0/16", "192.168.0.7", "192.168.0.8:8080", "intranet.example", "wiki.example:8000", "[fd00::1]:80", "fd00::/64"})
	if err != nil {
		t.Fatal(err)
	}
	for s, want := range map[string]bool{
		"10.1.200.3:80": true, "10.2.0.1:80": false, "192.168.0.7:99": true, "192.168.0.8:8080": true, "192.168.0.8:80": false, "[fd00::1]:80": true, "[fd01::1]:80": false, "[::ffff:192.168.0.7]:80": true,
	} {
		if got := a.address(netip.MustParseAddrPort(s)); got != want {
			t.Errorf("%s allowed %v, want %v", s, got, want)
		}
	}
	for _, s := range [][3]string{{"intranet.example", "80", "yes"}, {"INTRANET.example.", "443", "yes"}, {"wiki.example", "8000", "yes"}, {"wiki.example", "80", ""}, {"x.intranet.example", "80", ""}} {
		if got := a.host(s[0], s[1]); got != (s[2] == "yes") {
			t.Errorf("%s:%s allowed %v", s[0], s[1], got)
		}
	}
	for _, bad := range []string{"", "http://example.org", "example.org:port", "user@example.org", "a b"} {
		if _, err := ParseAllowed([]string{bad}); !errors.Is(err, ErrAllow) {
			t.Errorf("%q: error %v, want ErrAllow", bad, err)
		}
	}
}

func TestKindOf(t *testing.T) {
	for _, c := range []struct {
		contentType, body string
		want              source.Kind
	}{
		{"text/html; charset=utf-8", page, source.HTML},
		{"", page, source.HTML},
		{"text/plain", page, source.HTML},
		{"text/plain", "The two sides met.", source.Text},
		{"application/octet-stream", page, source.HTML},
		{"image/png", "\x89PNG", ""},
	} {
		if got, _ := source.KindOf(c.contentType, []byte(c.body)); got != c.want {
			t.Errorf("KindOf(%q, %q) = %q, want %q", c.contentType, c.body, got, c.want)
		}
	}
}
