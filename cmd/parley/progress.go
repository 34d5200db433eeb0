package main

import (
	"time"

	"github.com/vbauerster/mpb/v8"
	"github.com/vbauerster/mpb/v8/decor"
)

// progress draws how far the work is on standard error, where that is a
// terminal. A nil progress draws nothing.
type progress struct {
	all *mpb.Progress
	bar *mpb.Bar
}

// newProgress draws total things, or, where total is 0, things whose number is
// not known.
func (a *app) newProgress(name string, total int) *progress {
	if !a.terminal {
		return nil
	}
	p := &progress{all: mpb.New(mpb.WithOutput(a.err), mpb.WithWidth(48), mpb.WithRefreshRate(120*time.Millisecond))}
	name = name + " "
	speed := decor.AverageSpeed(0, "%.0f/s")
	if total <= 0 { // neither a bar nor the time left can be told
		p.bar = p.all.New(0, mpb.SpinnerStyle().PositionLeft(), mpb.BarRemoveOnComplete(), mpb.BarWidth(2),
			mpb.PrependDecorators(decor.Name(name), decor.CurrentNoUnit("%d"), decor.Name(" ")), mpb.AppendDecorators(speed))
		return p
	}
	p.bar = p.all.AddBar(int64(total), mpb.BarRemoveOnComplete(),
		mpb.PrependDecorators(decor.Name(name, decor.WCSyncSpaceR), decor.CountersNoUnit("%d/%d")),
		mpb.AppendDecorators(speed, decor.Name(" "), decor.OnComplete(decor.AverageETA(decor.ET_STYLE_GO), "")))
	return p
}

func (p *progress) at(n int) {
	if p != nil {
		p.bar.SetCurrent(int64(n))
	}
}

func (p *progress) done() {
	if p == nil {
		return
	}
	p.bar.SetTotal(-1, true)
	p.all.Wait()
}
