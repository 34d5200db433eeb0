package main

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
	"github.com/parley-register/parley/internal/source/fetch"
)

// inputFlags are what read and add share: what a user knows of the articles.
type inputFlags struct {
	given source.Meta
	meta  string
	web   webFlags
}

// webFlags are those of all commands that fetch.
type webFlags struct {
	allow []string
	proxy string
}

func (f *webFlags) register(c *cobra.Command) {
	c.Flags().StringArrayVar(&f.allow, "allow-host", nil, "a host, address or network inside your own network that may be fetched from: wiki.example.org, 10.1.2.3, 10.1.0.0/16")
	c.Flags().StringVar(&f.proxy, "proxy", "", "the HTTP proxy to fetch through: http://proxy.example.org:3128")
}

// client is the HTTP client of a command.
func (f *webFlags) client() (*fetch.Client, error) {
	o := fetch.Options{Allow: f.allow}
	if f.proxy != "" {
		u, err := url.Parse(f.proxy)
		if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
			return nil, usage("--proxy: %q is not the address of a proxy; http://proxy.example.org:3128 is", f.proxy)
		}
		o.Proxy = u
	}
	c, err := fetch.New(o)
	if err != nil {
		return nil, usage("--allow-host: %w", err)
	}
	return c, nil
}

func (f *inputFlags) register(c *cobra.Command) {
	c.Flags().StringVar(&f.given.Published, "published", "", "day of publication, as finely as it is known: 2026-02-01, 2026-02, 2026")
	c.Flags().StringVar(&f.given.Publisher, "publisher", "", "who published it")
	c.Flags().StringVar(&f.given.URL, "url", "", "where it was published")
	c.Flags().StringVar(&f.given.Title, "title", "", "its title")
	f.web.register(c)
	c.Flags().StringVar(&f.meta, "meta", "", "a file that tells these per file: one {\"file\",\"published\",\"publisher\",\"url\",\"title\"} a line")
}

// local is the source for the paths of a command.
func (a *app) local(f *inputFlags) (*source.Local, error) {
	published, err := parley.ParseInterval(f.given.Published)
	if err != nil {
		return nil, usage("--published: %w", err)
	}
	if inFuture(published, time.Now()) {
		fmt.Fprintf(a.err, "parley: --published %s is in the future; is it right? The days in a text are counted from it\n", f.given.Published)
	}
	web, err := f.web.client()
	if err != nil {
		return nil, err
	}
	l := &source.Local{Stdin: a.in, Given: f.given, Now: time.Now, Web: web.Open}
	if f.meta != "" {
		m, err := source.ReadMeta(f.meta)
		if err != nil {
			return nil, usage("--meta: %w", err)
		}
		l.Meta = m
		a.warnFuture(m, time.Now())
	}
	return l, nil
}

// warnFuture tells of files whose day of publication, by --meta, is still to
// come.
func (a *app) warnFuture(metas map[string]source.Meta, now time.Time) {
	var files []string
	for _, file := range slices.Sorted(maps.Keys(metas)) {
		if v, err := parley.ParseInterval(metas[file].Published); err == nil && inFuture(v, now) {
			files = append(files, file+" ("+metas[file].Published+")")
		}
	}
	if len(files) == 0 {
		return
	}
	more := ""
	if len(files) > 3 {
		more = fmt.Sprintf(" and %d more", len(files)-3)
	}
	fmt.Fprintf(a.err, "parley: --meta: the day of %s%s is in the future; is it right? The days in a text are counted from it\n", strings.Join(files[:min(3, len(files))], ", "), more)
}

// reportFailures writes a line for each input that failed and returns the
// error that ends the command.
func (a *app) reportFailures(failed []*source.Error, done int) error {
	if len(failed) == 0 {
		return nil
	}
	for _, e := range failed {
		fmt.Fprintln(a.err, "parley: "+e.Error())
	}
	if done == 0 && len(failed) == 1 {
		return &exit{exitPartial, errors.New("nothing was read")}
	}
	return &exit{exitPartial, fmt.Errorf("%d of %d inputs failed", len(failed), len(failed)+done)}
}
