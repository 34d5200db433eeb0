package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync/atomic"
	"time"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/source/httpbody"
)

// Options are the limits of a client. Zero values stand for the defaults.
type Options struct {
	Allow        []string         // what may be reached beside the public Internet: ParseAllowed
	Proxy        *url.URL         // nil for none; the environment is not looked at
	UserAgent    string           // default: UserAgent
	MaxBytes     int64            // of an unpacked body; default source.MaxHTML
	MaxRedirects int              // default 5
	Timeout      time.Duration    // of a whole fetch; default 30 s
	MinRate      int64            // bytes a second, over a window; default 256
	Window       time.Duration    // in which MinRate counts; default 5 s
	Now          func() time.Time // default time.Now
	Resolver     *net.Resolver    // default: the system's
}

// UserAgent is how parley introduces itself.
const UserAgent = "parley/1 (+https://github.com/parley-register/parley)"

const maxHeader = 64 << 10

// Client fetches. It is safe for concurrent use.
type Client struct {
	opts  Options
	guard *guard
	http  *http.Client
}

// Errors that callers decide on.
var (
	ErrAddress  = errors.New("not an address that can be fetched; http:// or https:// and a host are needed")
	ErrSlow     = errors.New("the server sends too slowly; try again later")
	ErrRedirect = errors.New("the server redirects too often")
)

// StatusError is an answer that is not a page.
type StatusError struct {
	Status     int
	RetryAfter time.Duration // 0 when the server does not say
}

func (e *StatusError) Error() string {
	text := http.StatusText(e.Status)
	switch e.Status {
	case http.StatusNotFound, http.StatusGone:
		return fmt.Sprintf("there is no page at this address (%d %s)", e.Status, text)
	case http.StatusUnauthorized, http.StatusForbidden, http.StatusPaymentRequired:
		return fmt.Sprintf("the server does not hand this page out (%d %s); save it with a browser and give parley the file", e.Status, text)
	}
	return fmt.Sprintf("the server answered %d %s", e.Status, text)
}

// New makes a client.
func New(o Options) (*Client, error) {
	allowed, err := ParseAllowed(o.Allow)
	if err != nil {
		return nil, err
	}
	if o.UserAgent == "" {
		o.UserAgent = UserAgent
	}
	if o.MaxBytes == 0 {
		o.MaxBytes = source.MaxHTML
	}
	if o.MaxRedirects == 0 {
		o.MaxRedirects = 5
	}
	if o.Timeout == 0 {
		o.Timeout = 30 * time.Second
	}
	if o.MinRate == 0 {
		o.MinRate = 256
	}
	if o.Window == 0 {
		o.Window = 5 * time.Second
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	c := &Client{opts: o, guard: newGuard(allowed, 10*time.Second, o.Resolver)}
	t := &http.Transport{
		DialContext:            c.guard.dial,
		TLSHandshakeTimeout:    10 * time.Second,
		ResponseHeaderTimeout:  15 * time.Second,
		MaxResponseHeaderBytes: maxHeader,
		MaxIdleConns:           64,
		MaxIdleConnsPerHost:    2,
		IdleConnTimeout:        30 * time.Second,
		DisableCompression:     true, // httpbody does it, with limits
		ForceAttemptHTTP2:      true,
	}
	if o.Proxy != nil {
		// The proxy alone is dialled; it was named on purpose.
		d := &net.Dialer{Timeout: 10 * time.Second}
		t.Proxy, t.DialContext = http.ProxyURL(o.Proxy), d.DialContext
	}
	c.http = &http.Client{
		Transport: t,
		CheckRedirect: func(req *http.Request, via []*http.Request) error {
			if len(via) > o.MaxRedirects {
				return fmt.Errorf("%w: more than %d times", ErrRedirect, o.MaxRedirects)
			}
			req.Header.Del("Referer")
			return c.checkURL(req.Context(), req.URL)
		},
	}
	return c, nil
}

// checkURL refuses what is not plain HTTP, and, where a proxy will dial, targets
// that the guard would not dial.
func (c *Client) checkURL(ctx context.Context, u *url.URL) error {
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return fmt.Errorf("%w: %s", ErrAddress, u.Redacted())
	}
	if c.opts.Proxy == nil {
		return nil
	}
	port := u.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443"}[u.Scheme]
	}
	return c.guard.check(ctx, u.Hostname(), port)
}

// Last is what is known of the last fetch of an address.
type Last struct {
	ETag, Modified string // as the server sent them
}

// Page is what a server served.
type Page struct {
	Capture     parley.Capture // URL is the address after redirects
	Last        Last           // to ask with next time
	NotModified bool           // the page is as it was; there is no body
	Header      http.Header
	Status      int
}

// Get fetches address. With last, the server is asked to answer only when the
// page has changed.
func (c *Client) Get(ctx context.Context, address string, last Last) (*Page, error) {
	u, err := url.Parse(strings.TrimSpace(address))
	if err != nil {
		return nil, fmt.Errorf("%w: %q", ErrAddress, address)
	}
	u.Fragment = ""
	if err := c.checkURL(ctx, u); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithTimeoutCause(ctx, c.opts.Timeout, ErrSlow)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrAddress, err)
	}
	req.Header.Set("User-Agent", c.opts.UserAgent)
	req.Header.Set("Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, application/rss+xml;q=0.9, application/atom+xml;q=0.9, application/feed+json;q=0.9, text/plain;q=0.8, */*;q=0.5")
	req.Header.Set("Accept-Encoding", "gzip")
	if last.ETag != "" {
		req.Header.Set("If-None-Match", last.ETag)
	}
	if last.Modified != "" {
		req.Header.Set("If-Modified-Since", last.Modified)
	}
	resp, err := c.http.Do(req)
	if err != nil {
		return nil, cause(ctx, err)
	}
	defer resp.Body.Close()
	p := &Page{Header: resp.Header, Status: resp.StatusCode, Last: Last{resp.Header.Get("ETag"), resp.Header.Get("Last-Modified")}}
	p.Capture.URL, p.Capture.Fetched = resp.Request.URL.String(), c.opts.Now().UTC()
	p.Capture.ContentType = resp.Header.Get("Content-Type")
	if resp.StatusCode == http.StatusNotModified {
		p.NotModified, p.Last = true, last
		return p, nil
	}
	if resp.StatusCode < 200 || resp.StatusCode > 299 {
		return nil, &StatusError{resp.StatusCode, retryAfter(resp.Header.Get("Retry-After"), c.opts.Now())}
	}
	if resp.ContentLength > c.opts.MaxBytes {
		return nil, fmt.Errorf("%w: the server announces %d bytes where %d are the limit", source.ErrTooLong, resp.ContentLength, c.opts.MaxBytes)
	}
	rate := c.watch(resp.Body)
	defer rate.stop()
	body, err := httpbody.Decode(resp.Header.Get("Content-Encoding"), rate, c.opts.MaxBytes)
	if err != nil {
		return nil, cause(ctx, rate.error(err))
	}
	p.Capture.Body, p.Capture.Digest = body, parley.DigestOf(body)
	return p, nil
}

// cause is err in words for the user.
func cause(ctx context.Context, err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		err = u.Err // the address stands in the message already
	}
	var timeout net.Error
	switch {
	case errors.Is(context.Cause(ctx), ErrSlow):
		return ErrSlow
	case ctx.Err() != nil:
		return ctx.Err()
	case errors.Is(err, httpbody.ErrTooLong):
		return fmt.Errorf("%w: %w", source.ErrTooLong, err)
	case errors.As(err, &timeout) && timeout.Timeout():
		return fmt.Errorf("%w (%w)", ErrSlow, err)
	}
	return err
}

func retryAfter(s string, now time.Time) time.Duration {
	if d, err := time.ParseDuration(s + "s"); err == nil && d > 0 {
		return d
	}
	if t, err := http.ParseTime(s); err == nil && t.After(now) {
		return t.Sub(now)
	}
	return 0
}

// rateReader closes a body that comes too slowly.
type rateReader struct {
	r     io.ReadCloser
	got   atomic.Int64 // in this window
	slow  atomic.Bool
	timer *time.Timer
	done  atomic.Bool
}

func (c *Client) watch(body io.ReadCloser) *rateReader {
	w := &rateReader{r: body}
	need := int64(c.opts.Window.Seconds() * float64(c.opts.MinRate))
	w.timer = time.AfterFunc(c.opts.Window, func() {
		if w.done.Load() {
			return
		}
		if w.got.Swap(0) < need {
			w.slow.Store(true)
			_ = w.r.Close()
			return
		}
		w.timer.Reset(c.opts.Window)
	})
	return w
}

func (w *rateReader) Read(p []byte) (int, error) {
	n, err := w.r.Read(p)
	w.got.Add(int64(n))
	return n, err
}

func (w *rateReader) stop() {
	w.done.Store(true)
	w.timer.Stop()
}

func (w *rateReader) error(err error) error {
	if w.slow.Load() {
		return ErrSlow
	}
	return err
}

// Open fetches address as an input to be read.
func (c *Client) Open(ctx context.Context, address string) (source.Input, error) {
	p, err := c.Get(ctx, address, Last{})
	if err != nil {
		return source.Input{}, &source.Error{Name: address, Err: err}
	}
	in, err := p.Input()
	if err != nil {
		return source.Input{}, &source.Error{Name: address, Err: err}
	}
	return in, nil
}

// Input is p as an input to be read.
func (p *Page) Input() (source.Input, error) {
	kind, ok := source.KindOf(p.Capture.ContentType, p.Capture.Body)
	if !ok {
		return source.Input{}, fmt.Errorf("%w: it is %q", source.ErrKind, p.Capture.ContentType)
	}
	if len(strings.TrimSpace(string(p.Capture.Body[:min(len(p.Capture.Body), 4096)]))) == 0 {
		return source.Input{}, source.ErrEmpty
	}
	return source.Input{Name: source.NameOf(p.Capture.URL), Kind: kind, Capture: p.Capture, Meta: source.Meta{}}, nil
}
