package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/temoto/robotstxt"
)

// ErrRobots says that a site asks programs not to fetch a page.
var ErrRobots = errors.New("the site asks programs not to fetch this page (robots.txt); save it with a browser and give parley the file")

// Polite fetches as a guest should: no page that robots.txt forbids, and one
// page at a time from a host, with a pause between. It is safe for concurrent
// use.
type Polite struct {
	client *Client
	pause  time.Duration

	mu    sync.Mutex
	hosts map[string]*host
}

const (
	robotsAge  = 24 * time.Hour
	robotsSize = 512 << 10
	maxPause   = 30 * time.Second
	maxHosts   = 10_000
)

type host struct {
	turn   chan struct{} // one at a time
	next   time.Time
	robots *robotstxt.Group
	asked  time.Time
}

// NewPolite waits that long between pages of one host.
func NewPolite(c *Client, pause time.Duration) *Polite {
	return &Polite{client: c, pause: pause, hosts: map[string]*host{}}
}

func (p *Polite) host(name string) *host {
	p.mu.Lock()
	defer p.mu.Unlock()
	h, ok := p.hosts[name]
	if !ok {
		if len(p.hosts) >= maxHosts {
			clear(p.hosts)
		}
		h = &host{turn: make(chan struct{}, 1)}
		p.hosts[name] = h
	}
	return h
}

// Get fetches address when it is its turn. Feeds themselves are made for
// programs: robots.txt does not speak of them.
func (p *Polite) Get(ctx context.Context, address string, last Last, feed bool) (*Page, error) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return nil, fmt.Errorf("%w: %q", ErrAddress, address)
	}
	h := p.host(u.Scheme + "://" + u.Host)
	select {
	case h.turn <- struct{}{}:
		defer func() { <-h.turn }()
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	pause := p.pause
	if !feed {
		group, err := p.robots(ctx, h, u)
		if err != nil {
			return nil, err
		}
		if group != nil {
			if !group.Test(u.RequestURI()) {
				return nil, ErrRobots
			}
			pause = max(pause, min(group.CrawlDelay, maxPause))
		}
	}
	if err := wait(ctx, time.Until(h.next)); err != nil {
		return nil, err
	}
	page, err := p.client.Get(ctx, address, last)
	h.next = time.Now().Add(pause)
	return page, err
}

func wait(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// robots is what the host's robots.txt says to parley; nil for no rules.
func (p *Polite) robots(ctx context.Context, h *host, u *url.URL) (*robotstxt.Group, error) {
	if !h.asked.IsZero() && time.Since(h.asked) < robotsAge {
		return h.robots, nil
	}
	page, err := p.client.Get(ctx, u.Scheme+"://"+u.Host+"/robots.txt", Last{})
	var status *StatusError
	switch {
	case err == nil && len(page.Capture.Body) <= robotsSize:
		data, err := robotstxt.FromBytes(page.Capture.Body)
		h.robots = nil
		if err == nil {
			h.robots = data.FindGroup("parley")
		}
	case errors.As(err, &status) && status.Status >= http.StatusInternalServerError:
		return nil, fmt.Errorf("robots.txt cannot be asked for: %w", err) // RFC 9309: then nothing may be fetched
	case errors.As(err, &status), err == nil:
		h.robots = nil
	default:
		return nil, fmt.Errorf("robots.txt cannot be asked for: %w", err)
	}
	h.asked = time.Now()
	return h.robots, nil
}
