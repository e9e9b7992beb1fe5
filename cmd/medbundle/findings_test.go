package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// TestEveryRuleIsDocumented holds docs/findings.md against the rule names that
// stand in the code: constants named Rule…, values of a field Rule, and the first
// argument of find and fault.
func TestEveryRuleIsDocumented(t *testing.T) {
	page, err := os.ReadFile("../../docs/findings.md")
	if err != nil {
		t.Fatal(err)
	}
	documented := map[string]bool{}
	for _, row := range regexp.MustCompile("(?m)^\\| `([a-z0-9-]+)` \\| [^|]+ \\| [^|]+ \\|$").FindAllStringSubmatch(string(page), -1) {
		if documented[row[1]] {
			t.Errorf("%s stands twice in the page", row[1])
		}
		documented[row[1]] = true
	}
	rules := rulesInCode(t)
	if len(rules) < 50 {
		t.Fatalf("only %d rules were found in the code: %v", len(rules), rules)
	}
	for _, r := range rules {
		if !documented[r] {
			t.Errorf("docs/findings.md does not say what %q means and what to do", r)
		}
		delete(documented, r)
	}
	for r := range documented {
		t.Errorf("docs/findings.md explains %q, which no code raises", r)
	}
}

func rulesInCode(t *testing.T) []string {
	t.Helper()
	found := map[string]bool{}
	for _, root := range []string{"../../internal", "."} {
		err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
			if err != nil || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
				return err
			}
			file, err := parser.ParseFile(token.NewFileSet(), path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			ast.Inspect(file, func(n ast.Node) bool {
				for _, e := range ruleExprs(n) {
					if r := ruleName(e); r != "" {
						found[r] = true
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	var out []string
	for r := range found {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}

// ruleExprs are the expressions of a node that may be a rule name.
func ruleExprs(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.ValueSpec:
		if strings.HasPrefix(n.Names[0].Name, "Rule") {
			return n.Values
		}
	case *ast.KeyValueExpr:
		if k, ok := n.Key.(*ast.Ident); ok && k.Name == "Rule" {
			return []ast.Expr{n.Value}
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.SelectorExpr); ok && (f.Sel.Name == "find" || f.Sel.Name == "fault") && len(n.Args) > 1 {
			return n.Args[:1]
		}
	}
	return nil
}

var ruleForm = regexp.MustCompile(`^[a-z][a-z0-9]*(-[a-z0-9]+)*$`)

func ruleName(e ast.Expr) string {
	lit, ok := e.(*ast.BasicLit)
	if !ok || lit.Kind != token.STRING {
		return ""
	}
	s, err := strconv.Unquote(lit.Value)
	if err != nil || !ruleForm.MatchString(s) {
		return ""
	}
	return s
}
