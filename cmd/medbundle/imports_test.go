package main

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"sort"
	"strings"
	"testing"
)

const module = "github.com/medbundle/medbundle/"

// floors is the one way that imports run: a package imports only from floors
// below its own. Subpackages stand on the floor of their parent and may be
// imported by it, unless they are listed themselves.
var floors = map[string]int{
	"internal/clinical":        1,
	"internal/ui":              1,
	"internal/strictyaml":      1,
	"internal/plainfile":       1,
	"internal/keyring":         1,
	"internal/pdf":             1,
	"internal/bundle/manifest": 2,
	"internal/letters/ledger":  2,
	"internal/pdf/pdfium":      2,
	"internal/ocr":             2,
	"internal/libreoffice":     2,
	"internal/imaging/pixels":  2,
	"internal/document":        3,
	"internal/imaging":         3,
	"internal/classify":        3,
	"internal/check":           3,
	"internal/collect":         4,
	"internal/packet":          4,
	"internal/dossier":         5,
	"internal/letters":         5,
	"internal/bundle":          6,
	"internal/interview":       5,
	"internal/sample":          6,
	"cmd/medbundle":            7,
}

// owners says which package alone may import a library.
var owners = map[string]string{
	"github.com/pdfcpu/":          "internal/pdf",
	"github.com/klippa-app/":      "internal/pdf/pdfium",
	"github.com/tetratelabs/":     "internal/pdf/pdfium",
	"github.com/suyashkumar/":     "internal/imaging",
	"github.com/mrjoshuak/":       "internal/imaging/pixels",
	"codeberg.org/go-pdf/":        "internal/packet",
	"github.com/ulikunitz/":       "internal/collect",
	"github.com/spf13/":           "cmd/medbundle",
	"net":                         "nobody",
	"net/http":                    "nobody",
	"github.com/rogpeppe/":        "tests",
	"github.com/santhosh-tekuri/": "tests",
}

type listedPackage struct {
	ImportPath string
	Imports    []string
}

func TestImportsRunOneWay(t *testing.T) {
	cmd := exec.Command("go", "list", "-json=ImportPath,Imports", "../../...")
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	dec := json.NewDecoder(strings.NewReader(string(out)))
	var packages []listedPackage
	for {
		var p listedPackage
		if err := dec.Decode(&p); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		packages = append(packages, p)
	}
	if len(packages) < len(floors) {
		t.Fatalf("go list names %d packages; the table has %d", len(packages), len(floors))
	}
	for _, p := range packages {
		name := strings.TrimPrefix(p.ImportPath, module)
		home := floorOf(name)
		if home == "" {
			t.Errorf("%s is not in the table of floors", name)
			continue
		}
		for _, imp := range p.Imports {
			checkImport(t, name, home, imp)
		}
	}
}

func checkImport(t *testing.T, name, home, imp string) {
	t.Helper()
	if own, ok := strings.CutPrefix(imp, module); ok {
		to := floorOf(own)
		if to != home && floors[to] >= floors[home] {
			t.Errorf("%s (floor %d) imports %s (floor %d)", name, floors[home], own, floors[to])
		}
		return
	}
	for prefix, owner := range owners {
		if (imp == prefix || strings.HasSuffix(prefix, "/") && strings.HasPrefix(imp, prefix)) && owner != home {
			t.Errorf("%s imports %s, which only %s may", name, imp, owner)
		}
	}
}

// floorOf finds the longest listed package that name is or lies under.
func floorOf(name string) string {
	var listed []string
	for p := range floors {
		listed = append(listed, p)
	}
	sort.Slice(listed, func(i, j int) bool { return len(listed[i]) > len(listed[j]) })
	for _, p := range listed {
		if name == p || strings.HasPrefix(name, p+"/") {
			return p
		}
	}
	return ""
}
