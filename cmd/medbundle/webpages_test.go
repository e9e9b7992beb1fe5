package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"image/jpeg"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/medbundle/medbundle/internal/bundle/manifest"
)

// TestEveryLinkOfAPageLeadsIntoTheBundle reads the pages of bundles as XML, as strict
// as it comes, and follows every link: to a file, a place on the page, or a page of the
// packet.
func TestEveryLinkOfAPageLeadsIntoTheBundle(t *testing.T) {
	for name, dir := range bundles(t) {
		raw, err := os.ReadFile(filepath.Join(dir, manifest.Name))
		if err != nil {
			t.Fatal(err)
		}
		var m manifest.Manifest
		if err := json.Unmarshal(raw, &m); err != nil {
			t.Fatal(err)
		}
		pages, links := 0, 0
		for _, f := range m.Files {
			if path.Ext(f.Path) != ".HTM" || strings.HasPrefix(f.Path, "RECORDS/") {
				continue
			}
			pages++
			links += followLinks(t, dir, f.Path, m.Packet.Pages)
		}
		if pages < 1 || links < 30 {
			t.Errorf("%s: only %d links on %d pages", name, links, pages)
		}
	}
}

func followLinks(t *testing.T, dir, page string, packetPages int) (links int) {
	t.Helper()
	f, err := os.Open(filepath.Join(dir, filepath.FromSlash(page)))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	dec := xml.NewDecoder(f)
	ids, wanted := map[string]bool{}, []string{}
	for {
		token, err := dec.Token()
		if errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatalf("%s: %v", page, err)
		}
		start, _ := token.(xml.StartElement)
		for _, a := range start.Attr {
			switch a.Name.Local {
			case "id":
				ids[a.Value] = true
			case "href", "src":
				links++
				to, fragment, _ := strings.Cut(a.Value, "#")
				if to == "" {
					wanted = append(wanted, fragment)
					continue
				}
				if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(path.Join(path.Dir(page), to)))); err != nil || strings.Contains(to, "..") {
					t.Errorf("%s: %q leads nowhere", page, a.Value)
				}
				if n, ok := strings.CutPrefix(fragment, "page="); ok {
					if at, err := strconv.Atoi(n); err != nil || at < 1 || at > packetPages {
						t.Errorf("%s: %q is no page of the packet", page, a.Value)
					}
				}
			}
		}
	}
	for _, id := range wanted {
		if !ids[id] {
			t.Errorf("%s: there is no place #%s", page, id)
		}
	}
	return links
}

// TestPreviewsAreSmall: every preview is a JPEG of the size that its page says, with no
// side longer than 512 pixels.
func TestPreviewsAreSmall(t *testing.T) {
	_, dir := demoBundle(t)
	seen := 0
	err := filepath.WalkDir(filepath.Join(dir, "IHE_PDI"), func(p string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(p) != ".JPG" {
			return err
		}
		f, err := os.Open(p)
		if err != nil {
			return err
		}
		defer f.Close()
		c, err := jpeg.DecodeConfig(f)
		if err != nil || c.Width > 512 || c.Height > 512 || c.Width < 1 {
			t.Errorf("%s: %d x %d, %v", p, c.Width, c.Height, err)
		}
		seen++
		return nil
	})
	if err != nil || seen != 13 {
		t.Errorf("%d previews, %v", seen, err)
	}
}
