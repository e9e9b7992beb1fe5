package rendition

import (
	"fmt"
	"strings"
	"testing"
)

// show writes blocks as one line each, so that tables of tests stay readable.
func show(blocks []Block) string {
	var out []string
	for _, b := range blocks {
		switch b.Kind {
		case Paragraph:
			out = append(out, "P "+b.Text)
		case Heading:
			out = append(out, fmt.Sprintf("H%d %s", b.Level, b.Text))
		case ListItem:
			mark := "L"
			if b.Numbered {
				mark = "N"
			}
			out = append(out, fmt.Sprintf("%s%d %s", mark, b.Level, b.Text))
		case Preformatted:
			out = append(out, "M "+b.Text)
		case PageBreak:
			out = append(out, "--")
		case Table:
			head := "T"
			if b.Header {
				head = "TH"
			}
			for _, r := range b.Rows {
				head += " [" + strings.Join(r, "|") + "]"
			}
			out = append(out, head)
		}
	}
	return strings.ReplaceAll(strings.Join(out, "\n"), "\n", " ¶ ")
}

func TestPlainText(t *testing.T) {
	cases := []struct{ in, want string }{
		{"", ""},
		{"one\r\ntwo\r\n\r\nthree", "P one ¶ two ¶ P three"},
		{"She was seen in the clinic on the third of March and\nfeels well.", "P She was seen in the clinic on the third of March and feels well."},
		{"- Aspirin\n- Letrozole\n", "L1 Aspirin ¶ L1 Letrozole"},
		{"1. Asthma\n2) Gout", "N1 1. Asthma ¶ N1 2) Gout"},
		{"-5.2 mmol/L base excess\n-----", "P -5.2 mmol/L base excess ¶ -----"},
		{"o wyniku pacjent wie", "P o wyniku pacjent wie"},
		{"Drug\tDose\nA \t 5 mg\nB\t", "TH [Drug|Dose] [A|5 mg] [B|]"},
		{"Hb      12.1   g/dL\nWBC      4.0   10*9/L", "M Hb      12.1   g/dL ¶ WBC      4.0   10*9/L"},
		{"page one\fpage two\f", "P page one ¶ -- ¶ P page two"},
		{"M\xfcller \x96 gr\xfc\xdft", "P Müller – grüßt"},
		{"\xff\xfeH\x00i\x00", "P Hi"},
		{"H\x00e\x00l\x00l\x00o\x00", "P Hello"},
		{"\xef\xbb\xbfé", "P é"},
		{"a\x07b\x1b[31m", "P ab[31m"},
		{"cut rune \xe2\x82", "P cut rune"},
	}
	for _, c := range cases {
		if got := show(PlainText([]byte(c.in)).Blocks); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.in, got, c.want)
		}
	}
}

func TestMarkdown(t *testing.T) {
	in := "# Notes\n\n**Pain** since May.\n\n- one\n- two\n\n| Drug | Dose |\n|---|---|\n| A | 5 mg |\n\n```\n# code\n```\n"
	want := "H1 Notes ¶ P Pain since May. ¶ L1 one ¶ L1 two ¶ TH [Drug|Dose] [A|5 mg] ¶ M # code"
	if got := show(Markdown([]byte(in)).Blocks); got != want {
		t.Errorf("got %s", got)
	}
}

func TestCSV(t *testing.T) {
	cases := []struct{ in, want string }{
		{"Test,Value\nHb,\"12,1\"\n", "TH [Test|Value] [Hb|12,1]"},
		{"Test;Wert\nHb;12,1\n", "TH [Test|Wert] [Hb|12,1]"},
		{"1,2\n3,4", "T [1|2] [3|4]"},
		{"a,\"b\nc", "T [a|b ¶ c]"}, // a quote that never closes
	}
	for _, c := range cases {
		if got := show(CSV([]byte(c.in)).Blocks); got != c.want {
			t.Errorf("%q: got %s, want %s", c.in, got, c.want)
		}
	}
	r := CSV([]byte("a,b\n" + strings.Repeat("1,2\n", 10_000)))
	if len(r.Blocks[0].Rows) != maxRows || len(r.Losses) != 1 || !strings.Contains(r.Losses[0], "500 of 10001") {
		t.Errorf("10,001 rows: %d drawn, %q", len(r.Blocks[0].Rows), r.Losses)
	}
}

func TestHTML(t *testing.T) {
	cases := []struct{ in, want string }{
		{"<h2>Result</h2><p>one <b>two</b><br>three</p>", "H2 Result ¶ P one two ¶ three"},
		{"<script>bad()</script><style>p{}</style>text<img src=http://x/y.png alt='a scan'>", "P text [picture: a scan]"},
		{"<ol start=3><li>a<ul><li>b</ul><li>c</ol>", "N1 3. a ¶ L2 b ¶ N1 4. c"},
		{"<table><tr><th>Test<th>Value<tr><td>Hb<td>12</table>", "TH [Test|Value] [Hb|12]"},
		{"<table><tr><td rowspan=2>A<td>1<tr><td>2</table>", "T [A|1] [|2]"},
		{"<table><tr><td colspan=2>A<tr><td>1<td>2</table>", "T [A|] [1|2]"},
		{"<table><tr><td><table><tr><td>x<td>y</table><tr><td>foot</table>", "T [x|y] ¶ P foot"},
		{"<table><tr><td>one<tr><td>two</table>", "P one ¶ P two"},
		{"<p>seen</p><p style='display: none'>unseen</p>", "P seen"},
		{"5 x 10<sup>9</sup>/l, 10 <sup>9</sup>, 1<sup>st</sup>, CO<sub>2</sub>", "P 5 x 10^9/l, 10 9, 1st, CO2"},
		{"<pre>a  b\nc</pre>", "M a  b ¶ c"},
		{"<input value='typed'><input type=checkbox checked>yes<input type=password value=secret>", "P typed [x] yes"},
		{"M\xfcller", "P Müller"},
	}
	for _, c := range cases {
		if got := show(HTML([]byte(c.in)).Blocks); got != c.want {
			t.Errorf("%q:\n got %s\nwant %s", c.in, got, c.want)
		}
	}
	r := HTML([]byte("<html lang=de><title> Der\nBefund </title><p hidden>x</p><img src=a><svg></svg>y"))
	if r.Title != "Der Befund" || r.Language != "de" || len(r.Losses) != 2 {
		t.Errorf("title %q, language %q, losses %q", r.Title, r.Language, r.Losses)
	}
	deep := HTML([]byte(strings.Repeat("<div>", 100_000) + "bottom"))
	if got := show(deep.Blocks); got != "P bottom" {
		t.Errorf("deep nesting: %.80s", got)
	}
}

func TestGridSpans(t *testing.T) {
	var g Grid
	g.Row()
	g.Cell("a", 1, 2)
	g.Cell("b", 2, 1)
	g.Row()
	g.Cell("c", 1, 1)
	g.Cell("d", 1, 1)
	if got := fmt.Sprint(g.Rows()); got != "[[a b ] [ c d]]" || g.cut {
		t.Errorf("%s %v", got, g.cut)
	}
	g = Grid{}
	for range 1000 {
		g.Cell("x", 1_000_000, 1_000_000)
	}
	if rows := g.Rows(); len(rows) != 1 || len(rows[0]) != 1 || !g.cut {
		t.Errorf("hostile spans: %d rows, cut %v", len(rows), g.cut)
	}
}
