package main

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/viper"

	"github.com/medbundle/medbundle/internal/check/catalogue"
)

// setting is one thing that can be set by flag, environment, case file or user
// file, in that order of strength.
type setting struct {
	key, builtin, help string
	check              func(string) error
}

var settingTable = []setting{
	{"cancer", "", "the list of what one cancer needs, laid over the checklist: breast, lung …; without one, as case.yaml says", knownCancer},
	{"check-pages", "auto", "which pages are compared with the papers they were copied from: none, auto (all that were repaired and a sample) or all", oneOf("none", "auto", "all")},
	{"checklist", "default", "the checklist to hold the case against: a built-in name or a file", nil},
	{"color", "auto", "colour on the terminal: auto, always or never", oneOf("auto", "always", "never")},
	{"office", "auto", "the pages of Word, Excel and PowerPoint files and their like: auto (made by LibreOffice where it is installed) or off (plain renditions)", oneOf("auto", "off")},
	{"ocr", "auto", "reading the text of scanned pages and photos: auto (where tesseract is installed), force (also pages that have text) or off", oneOf("auto", "force", "off")},
	{"pictures", "12", "how many preview pictures one scan gets at most (1 to 60)", between(1, 60)},
	{"tidy", "off", "moving blank pages and fax cover sheets to an appendix at the end of the packet: on or off", oneOf("on", "off")},
}

func oneOf(words ...string) func(string) error {
	return func(v string) error {
		if !slices.Contains(words, v) {
			return fmt.Errorf("%q is not one of %s", v, strings.Join(words, ", "))
		}
		return nil
	}
}

func knownCancer(v string) error {
	if v == "" {
		return nil
	}
	_, err := catalogue.Pack(v)
	return err
}

func between(lo, hi int) func(string) error {
	return func(v string) error {
		if n, err := strconv.Atoi(v); err != nil || n < lo || n > hi {
			return fmt.Errorf("%q is not a number from %d to %d", v, lo, hi)
		}
		return nil
	}
}

const envPrefix = "MEDBUNDLE_"

// settings are the values in force and where each came from.
type settings struct {
	v        *viper.Viper
	source   map[string]string
	userFile string
	env      map[string]string
	flags    map[string]string
}

// readSettings reads the layers that are known before a case file is: flags,
// environment, user file and what is built in. Unknown keys are errors.
func (a *app) readSettings(cmd *cobra.Command) error {
	s := &settings{v: viper.New(), source: map[string]string{}, env: map[string]string{}, flags: map[string]string{}}
	a.settings = s
	for _, x := range settingTable {
		s.v.SetDefault(x.key, x.builtin)
		s.source[x.key] = "built in"
		if f := cmd.Flags().Lookup(x.key); f != nil && f.Changed {
			s.flags[x.key] = f.Value.String()
		}
	}
	if err := s.readEnv(a.env); err != nil {
		return err
	}
	if err := s.readUserFile(); err != nil {
		return err
	}
	return a.applySettings(nil, "")
}

// readEnv takes MEDBUNDLE_* variables; one that means nothing is an error, for
// a misspelt setting must not be ignored.
func (s *settings) readEnv(env []string) error {
	for _, kv := range env {
		name, value, _ := strings.Cut(kv, "=")
		key, ok := strings.CutPrefix(name, envPrefix)
		if !ok || value == "" || key == "WORKER" || key == "WORKER_TEST" {
			continue
		}
		key = strings.ReplaceAll(strings.ToLower(key), "_", "-")
		if !knownSetting(key) {
			return fmt.Errorf("the environment variable %s is not a setting; `medbundle config` lists them", name)
		}
		s.env[key] = value
	}
	return nil
}

func (s *settings) readUserFile() error {
	dir, err := os.UserConfigDir()
	if err != nil {
		return nil // no home folder, no user file
	}
	s.userFile = filepath.Join(dir, "medbundle", "config.yaml")
	if _, err := os.Stat(s.userFile); err != nil {
		return nil
	}
	s.v.SetConfigFile(s.userFile)
	s.v.SetConfigType("yaml")
	if err := s.v.ReadInConfig(); err != nil {
		return fmt.Errorf("%s: %w", s.userFile, err)
	}
	for _, key := range s.v.AllKeys() {
		if !knownSetting(key) {
			return fmt.Errorf("%s: there is no setting %q; `medbundle config` lists them", s.userFile, key)
		}
		if s.v.InConfig(key) {
			s.source[key] = s.userFile
		}
	}
	return nil
}

func knownSetting(key string) bool {
	return slices.ContainsFunc(settingTable, func(x setting) bool { return x.key == key })
}

// applySettings lays the case file's layer under environment and flags, checks
// every value and puts the settings into force.
func (a *app) applySettings(caseLayer map[string]string, caseFile string) error {
	s := a.settings
	for _, layer := range []struct {
		values map[string]string
		name   func(key string) string
	}{
		{caseLayer, func(string) string { return caseFile }},
		{s.env, func(k string) string { return envPrefix + strings.ToUpper(strings.ReplaceAll(k, "-", "_")) }},
		{s.flags, func(k string) string { return "--" + k }},
	} {
		keys := make([]string, 0, len(layer.values))
		for k := range layer.values {
			keys = append(keys, k)
		}
		sort.Strings(keys)
		for _, k := range keys {
			if !knownSetting(k) {
				return fmt.Errorf("%s: there is no setting %q; `medbundle config` lists them", caseFile, k)
			}
			s.v.Set(k, layer.values[k])
			s.source[k] = layer.name(k)
		}
	}
	for _, x := range settingTable {
		if x.check == nil {
			continue
		}
		if err := x.check(s.get(x.key)); err != nil {
			return fmt.Errorf("%s (%s): %w", x.key, s.source[x.key], err)
		}
	}
	switch s.get("color") {
	case "always":
		a.Color, a.ErrColor = true, true
	case "never":
		a.Color, a.ErrColor = false, false
	}
	return nil
}

func (s *settings) get(key string) string { return s.v.GetString(key) }
func (s *settings) number(key string) int { return s.v.GetInt(key) }
