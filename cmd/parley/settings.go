package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"runtime"
	"strconv"
	"strings"

	"github.com/BurntSushi/toml"
	"github.com/spf13/pflag"
)

// setting is a value and where it came from: "flag --db", "environment
// PARLEY_DB", "file …" or "default".
type setting[T any] struct {
	Value  T      `json:"value"`
	Origin string `json:"origin"`
}

// settings are the program's settings. A flag wins over PARLEY_*, that over
// the file, and that over the default. Each field's tag is its name in the
// file; the flag has - for _, the variable PARLEY_ and capitals.
type settings struct {
	DB      setting[string] `name:"db"`
	Port    setting[int]    `name:"port"`
	Workers setting[int]    `name:"workers"`
	Author  setting[string] `name:"author"`
	Quiet   setting[bool]   `name:"quiet"`
	NoColor setting[bool]   `name:"no_color"`
	Config  setting[string] `name:"-"`
}

// file is what the configuration file may hold.
type file struct {
	DB      *string `toml:"db"`
	Port    *int    `toml:"port"`
	Workers *int    `toml:"workers"`
	Author  *string `toml:"author"`
	Quiet   *bool   `toml:"quiet"`
	NoColor *bool   `toml:"no_color"`
}

func (a *app) loadSettings(flags *pflag.FlagSet) (settings, error) {
	s := settings{
		DB:      setting[string]{filepath.Join(a.dataDir(), "parley.db"), "default"},
		Port:    setting[int]{8480, "default"},
		Workers: setting[int]{runtime.GOMAXPROCS(0), "default"},
		Author:  setting[string]{a.login(), "default"},
		Quiet:   setting[bool]{false, "default"},
		NoColor: setting[bool]{false, "default"},
		Config:  setting[string]{filepath.Join(a.configDir(), "config.toml"), "default"},
	}
	if v := a.env("PARLEY_CONFIG"); v != "" {
		s.Config = setting[string]{v, "environment PARLEY_CONFIG"}
	}
	if f := flags.Lookup("config"); f != nil && f.Changed {
		s.Config = setting[string]{f.Value.String(), "flag --config"}
	}
	f, err := readConfig(s.Config)
	if err != nil {
		return s, err
	}
	if a.env("NO_COLOR") != "" {
		s.NoColor = setting[bool]{true, "environment NO_COLOR"}
	}
	fileOrigin := "file " + s.Config.Value
	for _, err := range []error{
		settle(a, flags, &s.DB, "db", f.DB, fileOrigin, func(v string) (string, error) { return v, nil }),
		settle(a, flags, &s.Port, "port", f.Port, fileOrigin, strconv.Atoi),
		settle(a, flags, &s.Workers, "workers", f.Workers, fileOrigin, strconv.Atoi),
		settle(a, flags, &s.Author, "author", f.Author, fileOrigin, func(v string) (string, error) { return v, nil }),
		settle(a, flags, &s.Quiet, "quiet", f.Quiet, fileOrigin, strconv.ParseBool),
		settle(a, flags, &s.NoColor, "no_color", f.NoColor, fileOrigin, strconv.ParseBool),
	} {
		if err != nil {
			return s, err
		}
	}
	switch {
	case s.Port.Value < 0 || s.Port.Value > 65535:
		return s, fmt.Errorf("port %d (%s) is not between 0 and 65535", s.Port.Value, s.Port.Origin)
	case s.Workers.Value < 0 || s.Workers.Value > 1024:
		return s, fmt.Errorf("workers %d (%s) is not between 1 and 1024", s.Workers.Value, s.Workers.Origin)
	case s.Workers.Value == 0:
		s.Workers.Value = runtime.GOMAXPROCS(0)
	}
	return s, nil
}

// settle lets the file, the environment and the flag have their say, in that
// order, so that the last wins.
func settle[T any](a *app, flags *pflag.FlagSet, into *setting[T], name string, fromFile *T, fileOrigin string, parse func(string) (T, error)) error {
	if fromFile != nil {
		*into = setting[T]{*fromFile, fileOrigin}
	}
	variable := "PARLEY_" + strings.ToUpper(name)
	if text := a.env(variable); text != "" {
		v, err := parse(text)
		if err != nil {
			return fmt.Errorf("environment %s=%q is not a %s", variable, text, kindOf(into.Value))
		}
		*into = setting[T]{v, "environment " + variable}
	}
	flag := strings.ReplaceAll(name, "_", "-")
	if f := flags.Lookup(flag); f != nil && f.Changed {
		v, err := parse(f.Value.String())
		if err != nil {
			return fmt.Errorf("flag --%s=%q is not a %s", flag, f.Value.String(), kindOf(into.Value))
		}
		*into = setting[T]{v, "flag --" + flag}
	}
	return nil
}

func kindOf(v any) string {
	switch reflect.TypeOf(v).Kind() {
	case reflect.Int:
		return "whole number"
	case reflect.Bool:
		return "true or false"
	}
	return "text"
}

// readConfig reads the file. That the default file is not there is no error;
// a key that parley does not know is one.
func readConfig(path setting[string]) (file, error) {
	var f file
	b, err := os.ReadFile(path.Value)
	if errors.Is(err, fs.ErrNotExist) && path.Origin == "default" {
		return f, nil
	}
	if err != nil {
		return f, fmt.Errorf("the configuration file cannot be read; --config names another: %w", err)
	}
	md, err := toml.Decode(string(b), &f)
	if err != nil {
		return f, fmt.Errorf("%s: %w", path.Value, err)
	}
	if unknown := md.Undecoded(); len(unknown) > 0 {
		return f, fmt.Errorf("%s: unknown key %q; the keys are db, port, workers, author, quiet, no_color", path.Value, unknown[0].String())
	}
	return f, nil
}

// dataDir is the XDG data folder of parley, or the platform's own.
func (a *app) dataDir() string {
	return a.folder("XDG_DATA_HOME", ".local/share", func() (string, error) {
		switch runtime.GOOS {
		case "windows":
			if d := a.env("LOCALAPPDATA"); d != "" {
				return d, nil
			}
		case "darwin":
			if h := a.env("HOME"); h != "" {
				return filepath.Join(h, "Library", "Application Support"), nil
			}
		}
		return "", fs.ErrNotExist
	})
}

func (a *app) configDir() string {
	return a.folder("XDG_CONFIG_HOME", ".config", os.UserConfigDir)
}

func (a *app) folder(variable, below string, platform func() (string, error)) string {
	if d := a.env(variable); filepath.IsAbs(d) {
		return filepath.Join(d, "parley")
	}
	if runtime.GOOS == "windows" || runtime.GOOS == "darwin" {
		if d, err := platform(); err == nil {
			return filepath.Join(d, "parley")
		}
	}
	if h := a.env("HOME"); h != "" {
		return filepath.Join(h, filepath.FromSlash(below), "parley")
	}
	return "parley-data"
}

func (a *app) login() string {
	for _, v := range []string{"USER", "LOGNAME", "USERNAME"} {
		if n := a.env(v); n != "" {
			return n
		}
	}
	return "analyst"
}
