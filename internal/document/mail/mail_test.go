package mail

import (
	"bytes"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"image"
	"image/png"
	"runtime"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/medbundle/medbundle/internal/document/compound"
	"github.com/medbundle/medbundle/internal/document/rendition"
)

// crlf writes a message of lines.
func crlf(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n")) }

func pngOf(w, h int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, w, h))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// told is a message in one line: its text, its parts and what is amiss.
func told(r *rendition.Rendition, err error) string {
	if err != nil {
		for _, e := range []error{rendition.ErrSealed, rendition.ErrDamaged} {
			if errors.Is(err, e) {
				return "error: " + e.Error()
			}
		}
		return err.Error()
	}
	out := strings.ReplaceAll(rendition.Text(r.Blocks), "\n", " / ")
	for _, p := range r.Parts {
		out += fmt.Sprintf(" + %s (%d)", p.Name, len(p.Data))
		if p.Aside != "" {
			out += " aside"
		}
	}
	for _, l := range append(r.Losses, r.Damaged) {
		if l != "" {
			out += " ! " + l
		}
	}
	return out
}

func TestMessage(t *testing.T) {
	small, large := base64.StdEncoding.EncodeToString(pngOf(120, 60)), base64.StdEncoding.EncodeToString(pngOf(800, 1100))
	head := []string{"From: =?utf-8?q?M=C3=BCller?= <m@x.org>", "To: a@b.c", "Subject: Report", "MIME-Version: 1.0"}
	message := func(lines ...string) []byte { return crlf(append(append([]string{}, head...), lines...)...) }
	const top = "Report / From:\tMüller <m@x.org> / To:\ta@b.c"
	cases := []struct {
		name string
		data []byte
		want string
	}{
		{"alternatives and a file", message("Content-Type: multipart/mixed; boundary=B", "", "--B", "Content-Type: multipart/alternative; boundary=C", "",
			"--C", "Content-Type: text/plain; charset=iso-8859-1", "Content-Transfer-Encoding: quoted-printable", "", "Gr=FC=DFe",
			"--C", "Content-Type: text/html", "", "<b>Gruss</b>", "--C--",
			"--B", "Content-Type: application/pdf; name=r.pdf", "Content-Disposition: attachment; filename=r.pdf", "", "xx", "--B--"),
			top + " / Grüße + r.pdf (2)"},
		{"the text only says that there is a page", message("Content-Type: multipart/alternative; boundary=C", "",
			"--C", "Content-Type: text/plain", "", "Please view as HTML.", "--C", "Content-Type: text/html", "", "<p>The biopsy shows no malignancy in any of the nine cores taken.</p>", "--C--"),
			top + " / The biopsy shows no malignancy in any of the nine cores taken."},
		{"text and a page one after the other", message("Content-Type: multipart/mixed; boundary=B", "", "--B", "", "see below", "--B", "Content-Type: text/html", "", "<p>result</p>", "--B--"),
			top + " / see below / result"},
		{"names in other alphabets", message("Content-Type: multipart/mixed; boundary=B", "", "--B", "", "x",
			"--B", "Content-Type: application/pdf", "Content-Disposition: attachment; filename*0*=UTF-8''%C5%82; filename*1=odz.pdf", "", "a",
			"--B", "Content-Type: application/pdf; name=\"=?windows-1251?B?7vLi5fIucGRm?=\"", "", "b", "--B--"),
			top + " / x + łodz.pdf (1) + ответ.pdf (1)"},
		{"headers that are not as they should be", message("Content-Type: multipart/mixed; type=a; type=a; boundary=\"B;1\"; x", "", "--B;1", "", "x",
			"--B;1", "Content-Type: application/pdf; name=Brief vom 3. Mai.pdf", "", "a",
			"--B;1", "Content-Disposition: attachment; filename*=iso-8859-2''%B3%F3d%BC.pdf", "Content-Type: application/pdf", "", "b", "--B;1--"),
			top + " / x + Brief vom 3. Mai.pdf (1) + łódź.pdf (1)"},
		{"pictures in the text", message("Content-Type: multipart/related; boundary=B", "", "--B", "Content-Type: text/html", "", "<p>Hello <img src='cid:logo'><img src='cid:scan'></p>",
			"--B", "Content-Type: image/png; name=logo.png", "Content-ID: <logo>", "Content-Transfer-Encoding: base64", "", small,
			"--B", "Content-Type: image/png; name=scan.png", "Content-ID: <scan>", "Content-Transfer-Encoding: base64", "", large,
			"--B", "Content-Type: image/png; name=photo.png", "Content-Disposition: attachment; filename=photo.png", "Content-Transfer-Encoding: base64", "", small, "--B--"),
			fmt.Sprintf("%s / Hello + logo.png (%d) aside + scan.png (%d) + photo.png (%d)", top, len(pngOf(120, 60)), len(pngOf(800, 1100)), len(pngOf(120, 60)))},
		{"a message inside", message("Content-Type: multipart/mixed; boundary=B", "", "--B", "", "fw", "--B", "Content-Type: message/rfc822", "", "Subject: Your scan: CT", "From: b@c", "", "inner", "--B--"),
			top + " / fw + Your scan_ CT.eml (42)"},
		{"a signature beside", message("Content-Type: multipart/signed; boundary=B", "", "--B", "", "signed", "--B", "Content-Type: application/pkcs7-signature; name=smime.p7s", "", "sig", "--B--"),
			top + " / signed + smime.p7s (3) aside"},
		{"encrypted", message("Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m", "Content-Transfer-Encoding: base64", "", "MIAG"),
			"error: " + rendition.ErrSealed.Error()},
		{"PGP", message("Content-Type: multipart/encrypted; protocol=\"application/pgp-encrypted\"; boundary=B", "", "--B", "Content-Type: application/pgp-encrypted", "", "Version: 1", "--B", "Content-Type: application/octet-stream", "", "-----BEGIN PGP MESSAGE-----", "--B--"),
			"error: " + rendition.ErrSealed.Error()},
		{"PGP in the text", message("", "-----BEGIN PGP MESSAGE-----", "hQEM"), "error: " + rendition.ErrSealed.Error()},
		{"signed as a whole", message("Content-Type: application/pkcs7-mime; smime-type=signed-data; name=smime.p7m", "Content-Transfer-Encoding: base64", "",
			base64.StdEncoding.EncodeToString(signedData("Content-Type: text/plain\r\n\r\nResult inside"))), top + " / Result inside"},
		{"breaks off", message("Content-Type: multipart/mixed; boundary=B", "", "--B", "", "start"), top + " / start ! the message breaks off"},
		{"no header", []byte("no header at all"), "error: " + rendition.ErrDamaged.Error()},
		{"a mailbox", crlf("From a@b Mon", "Subject: one", "From: x@y", "", "1", "", "From c@d Tue", "Subject: two", "", "2", ">From here", ""),
			"A mailbox of 2 messages / From\tDate\tSubject / x@y\t\tone / \t\ttwo + one.eml (32) + two.eml (31)"},
	}
	for _, c := range cases {
		if got := told(Message(c.data)); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

// signedData wraps a message as openssl does, in pieces and without lengths.
func signedData(s string) []byte {
	pieces := []byte{0x24, 0x80}
	for _, p := range []string{s[:10], s[10:]} {
		pieces = append(append(pieces, 0x04, byte(len(p))), p...)
	}
	content := append([]byte{0xa0, 0x80}, append(pieces, 0, 0, 0, 0)...)
	out := append([]byte{0x30, 0x80}, oidSigned...)
	out = append(out, 0xa0, 0x80, 0x30, 0x80, 0x02, 0x01, 0x01, 0x31, 0x00, 0x30, 0x80)
	return append(append(out, oidData...), content...)
}

func utf16Bytes(s string) []byte {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = binary.LittleEndian.AppendUint16(b, u)
	}
	return b
}

// outlook writes the streams of a message.
func outlook(prefix string, header int, text map[uint16]string, more map[string][]byte) map[string][]byte {
	out := map[string][]byte{prefix + propsStream: make([]byte, header)}
	for id, s := range text {
		out[fmt.Sprintf("%s%s%04X%04X", prefix, valuePrefix, id, kindUnicode)] = utf16Bytes(s)
	}
	for name, data := range more {
		out[prefix+name] = data
	}
	return out
}

func join(all ...map[string][]byte) []byte {
	out := map[string][]byte{}
	for _, m := range all {
		for k, v := range m {
			out[k] = v
		}
	}
	return compound.Write(out)
}

func TestOutlook(t *testing.T) {
	sent := make([]byte, 16)
	binary.LittleEndian.PutUint16(sent, kindTime)
	binary.LittleEndian.PutUint16(sent[2:], propSubmitted)
	binary.LittleEndian.PutUint64(sent[8:], uint64(1795219200+11_644_473_600)*1e7)
	top := map[uint16]string{propClass: "IPM.Note", propSubject: "Befund", propSender: "Praxis Süd", propSenderSMTP: "p@x.org", propTo: "Patient", propBody: "Guten Tag\r\n\r\nsiehe Anhang"}
	const pdf, inner = "__attach_version1.0_#00000000/", "__attach_version1.0_#00000001/"
	data := join(
		outlook("", topHeader, top, map[string][]byte{propsStream: append(make([]byte, topHeader), sent...)}),
		outlook(pdf, attachHeader, map[uint16]string{propLongName: "Befund Süd.pdf", propMime: "application/pdf"}, map[string][]byte{"__substg1.0_37010102": []byte("%PDF")}),
		outlook(inner, attachHeader, map[uint16]string{propDisplay: "AW: CT"}, nil),
		outlook(inner+"__substg1.0_3701000D/", innerHeader, map[uint16]string{propSubject: "CT", propBody: "inner text"}, nil),
	)
	r, err := Outlook(data)
	got := told(r, err)
	if want := "Befund / From:\tPraxis Süd <p@x.org> / To:\tPatient / Date:\tSat, 21 Nov 2026 00:00:00 UTC / Guten Tag / siehe Anhang + Befund Süd.pdf (4) + AW_ CT.msg"; !strings.HasPrefix(got, want) {
		t.Fatalf("got %s\nwant %s", got, want)
	}
	if got := told(Outlook(r.Parts[1].Data)); got != "CT / inner text" {
		t.Errorf("the message inside: %s", got)
	}
	for name, c := range map[string]struct {
		data []byte
		want string
	}{
		"a page":     {join(outlook("", topHeader, map[uint16]string{propSubject: "s"}, map[string][]byte{"__substg1.0_10130102": []byte("<p>page</p>")})), "s / page"},
		"packed RTF": {join(outlook("", topHeader, map[uint16]string{propSubject: "s"}, map[string][]byte{"__substg1.0_10090102": packRTF(`{\rtf1\ansi\pard from RTF\par}`)})), "s / from RTF"},
		"old text":   {join(outlook("", topHeader, nil, map[string][]byte{"__substg1.0_0037001E": []byte("Gr\xfc\xdfe"), "__substg1.0_1000001E": []byte("t")})), "Grüße / t"},
		"encrypted":  {join(outlook("", topHeader, map[uint16]string{propClass: "IPM.Note.SMIME"}, nil), outlook(pdf, attachHeader, map[uint16]string{propLongName: "smime.p7m"}, map[string][]byte{"__substg1.0_37010102": []byte("x")})), "error: " + rendition.ErrSealed.Error()},
		"empty":      {join(map[string][]byte{"x": nil}), "error: " + rendition.ErrDamaged.Error()},
	} {
		if got := told(Outlook(c.data)); got != c.want {
			t.Errorf("%s: got %s, want %s", name, got, c.want)
		}
	}
}

// packRTF packs without looking for repetitions.
func packRTF(s string) []byte {
	out := []byte{0, 0, 0, 0, 0, 0, 0, 0, 'L', 'Z', 'F', 'u', 0, 0, 0, 0}
	for len(s) > 0 {
		n := min(len(s), 8)
		out = append(append(out, 0), s[:n]...)
		s = s[n:]
	}
	return out
}

// The example of MS-OXRTFCP 3.1.
func TestUnpackRTF(t *testing.T) {
	packed := []byte{
		0x2d, 0, 0, 0, 0x2b, 0, 0, 0, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5, 0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42,
		0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0, 0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
	}
	if got := string(unpackRTF(packed)); got != "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n" {
		t.Errorf("%q", got)
	}
	endless := append([]byte{0, 0, 0, 0, 0, 0, 0, 0, 'L', 'Z', 'F', 'u', 0, 0, 0, 0}, bytes.Repeat([]byte{0xff, 0, 0xf, 0, 0xf}, 1<<20)...)
	if n := len(unpackRTF(endless)); n > maxRTF+17*8 {
		t.Errorf("%d bytes", n)
	}
}

// tnefAttr writes one attribute of winmail.dat.
func tnefAttr(level byte, id uint32, data []byte) []byte {
	b := binary.LittleEndian.AppendUint32([]byte{level}, id)
	b = binary.LittleEndian.AppendUint32(b, uint32(len(data)))
	return append(append(b, data...), 0, 0)
}

func TestWinmail(t *testing.T) {
	long := binary.LittleEndian.AppendUint32(nil, 1)
	long = binary.LittleEndian.AppendUint16(long, kindUnicode)
	long = binary.LittleEndian.AppendUint16(long, propLongName)
	name := utf16Bytes("Arztbrief lang.pdf\x00")
	long = binary.LittleEndian.AppendUint32(long, 1)
	long = binary.LittleEndian.AppendUint32(long, uint32(len(name)))
	long = append(long, name...)
	tnef := binary.LittleEndian.AppendUint32(nil, tnefSignature)
	tnef = append(tnef, 1, 0)
	tnef = append(tnef, tnefAttr(1, tnefBody, []byte("text of the message\x00"))...)
	tnef = append(tnef, tnefAttr(2, tnefNext, make([]byte, 14))...)
	tnef = append(tnef, tnefAttr(2, tnefTitle, []byte("ARZTBR~1.PDF\x00"))...)
	tnef = append(tnef, tnefAttr(2, tnefData, []byte("%PDF-1.4"))...)
	tnef = append(tnef, tnefAttr(2, tnefAttach, long)...)
	tnef = append(tnef, tnefAttr(2, tnefNext, make([]byte, 14))...)
	tnef = append(tnef, tnefAttr(2, tnefTitle, []byte("b.txt\x00"))...)
	tnef = append(tnef, tnefAttr(2, tnefData, []byte("hello"))...)
	mail := append(crlf("From: a@b", "Subject: s", "MIME-Version: 1.0", "Content-Type: application/ms-tnef; name=winmail.dat", "Content-Transfer-Encoding: base64", "", ""),
		base64.StdEncoding.EncodeToString(tnef)...)
	if got, want := told(Message(mail)), "s / From:\ta@b / text of the message + Arztbrief lang.pdf (8) + b.txt (5)"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
	broken := crlf("From: a@b", "Subject: s", "Content-Type: application/ms-tnef; name=winmail.dat", "", "no such thing")
	if got, want := told(Message(broken)), "s / From:\ta@b + winmail.dat (13)"; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}

// However long a message is, what is read of its text is bounded.
func TestLongMessagesAreCut(t *testing.T) {
	mail := "From: a@b\nContent-Type: multipart/mixed; boundary=B\n\n"
	for range 20 {
		mail += "--B\n\n" + strings.Repeat("word ", 200_000) + "\n"
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	r, err := Message([]byte(mail + "--B--"))
	runtime.ReadMemStats(&after)
	if err != nil || !r.Cut || len(rendition.Text(r.Blocks)) > maxText+1000 {
		t.Fatalf("%v", err)
	}
	if mb := (after.TotalAlloc - before.TotalAlloc) >> 20; mb > 500 {
		t.Errorf("it took %d MB, all told", mb)
	}
}

func FuzzMessage(f *testing.F) {
	f.Add(crlf("From: a", "Content-Type: multipart/mixed; boundary=B", "", "--B", "", "x", "--B--"))
	f.Add(crlf("From: a", "Content-Type: application/pkcs7-mime; smime-type=signed-data", "", string(signedData("Content-Type: text/plain\r\n\r\nx"))))
	f.Add([]byte("From a b\nSubject: x\n\ny\n\nFrom c d\n\nz"))
	f.Fuzz(func(t *testing.T, b []byte) {
		if r, err := Message(b); (r == nil) == (err == nil) {
			t.Fatalf("%v %v", r, err)
		}
	})
}

func FuzzOutlook(f *testing.F) {
	f.Add("0037001F", []byte("a\x00"), "__attach_version1.0_#00000000/__substg1.0_37010102", []byte("x"))
	f.Add("10090102", packRTF(`{\rtf1 x}`), "__attach_version1.0_#00000000/__substg1.0_3701000D/__substg1.0_0037001F", []byte("x"))
	f.Fuzz(func(t *testing.T, id string, value []byte, path string, data []byte) {
		r, err := Outlook(compound.Write(map[string][]byte{propsStream: make([]byte, 64), valuePrefix + id: value, path: data}))
		if (r == nil) == (err == nil) {
			t.Fatalf("%v %v", r, err)
		}
	})
}

func FuzzWinmail(f *testing.F) {
	f.Add([]byte{0, 0}, uint32(tnefAttach))
	f.Fuzz(func(t *testing.T, b []byte, id uint32) {
		m := message{}
		tnef := append(binary.LittleEndian.AppendUint32(nil, tnefSignature), 0, 0)
		m.tnef(append(append(tnef, tnefAttr(2, tnefNext, nil)...), tnefAttr(2, id, b)...))
		m.tnef(append(tnef, b...))
		mapiProps(b)
	})
}
