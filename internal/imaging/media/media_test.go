package media

import (
	"os/exec"
	"path/filepath"
	"testing"
)

func TestOf(t *testing.T) {
	for _, c := range []struct {
		syntaxes []string
		want     string
	}{
		{[]string{explicit}, "STD-GEN-CD"},
		{nil, "STD-GEN-CD"},
		{[]string{explicit, "1.2.840.10008.1.2.4.70"}, "STD-GEN-DVD-JPEG or STD-GEN-USB-JPEG"},
		{[]string{"1.2.840.10008.1.2.4.90"}, "STD-GEN-DVD-J2K or STD-GEN-USB-J2K"},
		{[]string{"1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.50"}, ""},
		{[]string{"1.2.840.10008.1.2"}, ""},
		{[]string{"1.2.840.10008.1.2.5", explicit}, ""},
		{[]string{"1.2.840.10008.1.2.4.57"}, ""},
	} {
		p, ok := Of(c.syntaxes)
		if p.Names() != c.want || ok != (c.want != "") {
			t.Errorf("%v: %q %v, want %q", c.syntaxes, p.Names(), ok, c.want)
		}
	}
}

// TestProfilesAgreeWithDCMTK has dcmmkdir accept or refuse the same file in each
// transfer syntax under each profile.
func TestProfilesAgreeWithDCMTK(t *testing.T) {
	const source = "../../../../shared/data/dicom-dicomparser/CT1_UNC.explicit_little_endian.dcm"
	flags := []string{"-Pgp", "-Pfl", "-Pf2"}
	dir := t.TempDir()
	tried := 0
	for syntax, command := range map[string][]string{
		explicit: {"dcmconv", "+te"}, "1.2.840.10008.1.2": {"dcmconv", "+ti"}, "1.2.840.10008.1.2.5": {"dcmcrle"},
		"1.2.840.10008.1.2.4.50": {"dcmcjpeg", "+eb"}, "1.2.840.10008.1.2.4.51": {"dcmcjpeg", "+ee"}, "1.2.840.10008.1.2.4.57": {"dcmcjpeg", "+el"},
		"1.2.840.10008.1.2.4.70": {"dcmcjpeg", "+e1"}, "1.2.840.10008.1.2.4.80": {"dcmcjpls"}, "1.2.840.10008.1.2.4.90": {"gdcmconv", "--j2k"},
	} {
		file := filepath.Join(dir, "IMAGE")
		if out, err := exec.Command(command[0], append(command[1:], source, file)...).CombinedOutput(); err != nil {
			t.Logf("%s: not tried: %v %s", Title(syntax), err, out)
			continue
		}
		for i, p := range Profiles {
			cmd := exec.Command("dcmmkdir", flags[i], "+I", "+D", filepath.Join(dir, "DICOMDIR"), "IMAGE")
			cmd.Dir = dir
			err := cmd.Run()
			if _, there := exec.LookPath("dcmmkdir"); there != nil {
				t.Skip("dcmmkdir is not installed")
			}
			tried++
			allowed := false
			for _, a := range p.Allows {
				allowed = allowed || a == syntax
			}
			if allowed != (err == nil) {
				t.Errorf("%s in %s: we say %v, dcmmkdir %v", Title(syntax), p.Names(), allowed, err)
			}
		}
	}
	if tried == 0 {
		t.Skip("no file could be made to try")
	}
}
