package job

import (
	"context"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Map runs work on what produce sends, on that many goroutines (0 stands for
// one a processor), and hands the results to consume in the order in which
// they were sent. At most two results a worker wait. The first error ends it.
func Map[I, O any](ctx context.Context, workers int, produce func(send func(I) bool), work func(context.Context, I) (O, error), consume func(context.Context, O) error) error {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	type task struct {
		in  I
		out chan O
	}
	g, ctx := errgroup.WithContext(ctx)
	todo, order := make(chan task), make(chan chan O, 2*workers)
	g.Go(func() error {
		defer close(todo)
		defer close(order)
		produce(func(in I) bool {
			t := task{in, make(chan O, 1)}
			select {
			case order <- t.out:
			case <-ctx.Done():
				return false
			}
			select {
			case todo <- t:
				return true
			case <-ctx.Done():
				return false
			}
		})
		return ctx.Err()
	})
	for range workers {
		g.Go(func() error {
			for t := range todo {
				out, err := work(ctx, t.in)
				if err != nil {
					return err
				}
				t.out <- out
			}
			return nil
		})
	}
	g.Go(func() error {
		for out := range order {
			select {
			case o := <-out:
				if err := consume(ctx, o); err != nil {
					return err
				}
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		return nil
	})
	return g.Wait()
}
