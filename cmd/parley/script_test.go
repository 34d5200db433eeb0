package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"strconv"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){
		"parley": func() {
			a := &app{in: os.Stdin, out: os.Stdout, err: os.Stderr, env: os.Getenv, maker: "test"}
			os.Exit(a.run(context.Background(), os.Args[1:]))
		},
	})
}

// TestScripts runs the command line as people do: testdata/script/*.txtar.
func TestScripts(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("HOME", e.WorkDir+"/home")
			e.Setenv("XDG_DATA_HOME", e.WorkDir+"/data")
			e.Setenv("XDG_CONFIG_HOME", e.WorkDir+"/config")
			e.Setenv("USER", "tester")
			site := httptest.NewServer(http.FileServer(http.Dir(e.WorkDir + "/site")))
			e.Defer(site.Close)
			e.Setenv("SITE", site.URL)
			return nil
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			// exits CODE COMMAND…: the command ends with that code.
			"exits": func(ts *testscript.TestScript, neg bool, args []string) {
				if neg || len(args) < 2 {
					ts.Fatalf("usage: exits CODE parley ARG…")
				}
				got := "0"
				if err := ts.Exec(args[1], args[2:]...); err != nil {
					got = exitStatus(err)
				}
				if got != args[0] {
					ts.Fatalf("%q ended with %s, want %s", args[1:], got, args[0])
				}
			},
			// bytes FILE N: writes N bytes of text.
			"bytes": func(ts *testscript.TestScript, _ bool, args []string) {
				var n int
				for _, c := range args[1] {
					n = n*10 + int(c-'0')
				}
				b := make([]byte, n)
				for i := range b {
					b[i] = "The talks went on. "[i%19]
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
			},
			// raw FILE HEX: writes bytes given in hexadecimal.
			"raw": func(ts *testscript.TestScript, _ bool, args []string) {
				var b []byte
				for i := 0; i+1 < len(args[1]); i += 2 {
					b = append(b, nibble(args[1][i])<<4|nibble(args[1][i+1]))
				}
				ts.Check(os.WriteFile(ts.MkAbs(args[0]), b, 0o666))
			},
		},
	})
}

func nibble(c byte) byte {
	if c >= 'a' {
		return c - 'a' + 10
	}
	return c - '0'
}

func exitStatus(err error) string {
	var e *exec.ExitError
	if errors.As(err, &e) {
		return strconv.Itoa(e.ExitCode())
	}
	return err.Error()
}
