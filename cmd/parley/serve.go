package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/store"
	"github.com/parley-register/parley/internal/web"
)

func (a *app) serveCommand() *cobra.Command {
	var address string
	var every time.Duration
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the register as pages on this machine",
		Long: `Serve the register's pages on http://127.0.0.1:8480 until interrupted. The pages
only read. Only this machine can reach them, unless --address names another
interface; there is no sign-in, so put one in front before you do that. With
--sync-every, the feeds that are followed are fetched meanwhile.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			s, err := a.openExisting(c.Context())
			if err != nil {
				return err
			}
			defer s.Close()
			if every > 0 && every < time.Minute {
				return usage("--sync-every %s is too often for other people's servers; 15m is usual", every)
			}
			ctx, stop := context.WithCancel(c.Context())
			ended := a.syncEvery(ctx, s, every)
			defer func() { stop(); <-ended }()
			return a.serve(ctx, s, address)
		},
	}
	serveFlags(c, &address)
	c.Flags().DurationVar(&every, "sync-every", 0, "fetch what is new in the feeds, again after that time: 15m, 1h (default: never)")
	return c
}

func serveFlags(c *cobra.Command, address *string) {
	c.Flags().Int("port", 8480, "the port; 0 takes any that is free")
	c.Flags().StringVar(address, "address", "127.0.0.1", "the address to listen on")
}

// serve answers until ctx ends.
func (a *app) serve(ctx context.Context, s store.Store, address string) error {
	logger := slog.New(slog.NewTextHandler(a.err, &slog.HandlerOptions{Level: slog.LevelWarn}))
	library := newLiveLibrary(ctx, s, a.program())
	pages, err := web.New(library, actorNames(), logger)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", net.JoinHostPort(address, strconv.Itoa(a.settings.Port.Value)))
	if err != nil {
		return fmt.Errorf("the pages cannot be served (%w); is another parley running? --port names another port", err)
	}
	server := &http.Server{
		Handler: pages, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second, WriteTimeout: 60 * time.Second,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(logger.Handler(), slog.LevelDebug),
	}
	fmt.Fprintf(a.out, "The register is at http://%s (end with Ctrl-C).\n", listener.Addr())
	go library.Register(ctx, parley.Moment{}) //nolint:errcheck // who opens the first page is told
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	if err := server.Shutdown(closing); err != nil {
		return err
	}
	if err := <-ended; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return nil
}
