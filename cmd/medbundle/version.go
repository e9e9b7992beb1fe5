package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"github.com/spf13/cobra"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// toolName stands in every bundle.
const toolName = "medbundle"

// version is set by the release build; between releases it says so.
var version = "0.1.0-dev"

func (a *app) versionCmd() *cobra.Command {
	c := &cobra.Command{
		Use:   "version",
		Short: "Print the version of this program and of the formats it writes",
		Long:  "Print the version of this program and of the formats it writes.\n" + exitTable(exitDone, exitFailed, exitUsage),
		Args:  cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			doc := versionDoc{"medbundle.version/1", version, manifest.Schema, revision(), runtime.Version(), runtime.GOOS + "/" + runtime.GOARCH}
			if a.json {
				return a.writeJSON(doc)
			}
			_, err := fmt.Fprintf(a.Out, "medbundle %s (%s)\nwrites %s\n", doc.Version, doc.Platform, doc.Manifest)
			return err
		},
	}
	a.jsonFlag(c)
	return c
}

type versionDoc struct {
	Schema   string `json:"schema"`
	Version  string `json:"version"`
	Manifest string `json:"manifest"`
	Revision string `json:"revision,omitempty"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

func revision() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return ""
	}
	for _, s := range info.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return ""
}
