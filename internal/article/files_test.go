package article

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/parley-register/parley"
	"github.com/parley-register/parley/internal/source"
)

func fileInput(kind source.Kind, body string) *source.Input {
	return &source.Input{Name: "file", Kind: kind, Capture: parley.Capture{Digest: parley.DigestOf([]byte(body)), URL: "dir/file", Fetched: fetched, Body: []byte(body)}}
}

const mailBody = "The foreign ministers of Norway and Chile met in Oslo on Tuesday for a second round of talks about fishing rights.\n\nThey agreed to meet again."

func TestMail(t *testing.T) {
	encoded := base64.StdEncoding.EncodeToString([]byte("Les ministres se sont réunis à Oslo mardi pour des pourparlers sur la pêche."))
	head := "From: =?utf-8?q?Bj=C3=B8rn?= Desk <desk@example.org>\r\nSubject: =?utf-8?b?" + base64.StdEncoding.EncodeToString([]byte("Talks in Tromsø go on")) + "?=\r\nDate: Tue, 3 Mar 2026 10:15:00 +0100\r\nMIME-Version: 1.0\r\n"
	for _, c := range []struct{ name, mail, want string }{
		{"plain", head + "Content-Type: text/plain; charset=utf-8\r\n\r\n" + mailBody, "second round of talks"},
		{"no type", head + "\r\n" + mailBody, "second round of talks"},
		{"quoted", head + "Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nTalks in Troms=F8 on fish=\r\ning rights.", "Talks in Tromsø on fishing rights."},
		{"alternative", head + "Content-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>page</p>\r\n--b\r\nContent-Type: text/plain\r\n\r\n" + mailBody + "\r\n--b--\r\n", "second round of talks"},
		{"nested, base64", head + "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: multipart/alternative; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n" + encoded + "\r\n--b--\r\n--a\r\nContent-Disposition: attachment\r\nContent-Type: text/plain\r\n\r\nattached\r\n--a--\r\n", "réunis à Oslo"},
		{"page alone", head + "Content-Type: text/html\r\n\r\n<html><body><p>" + strings.ReplaceAll(mailBody, "\n\n", "</p><p>") + "</p></body></html>", "second round of talks"},
	} {
		d, err := From(fileInput(source.Mail, c.mail))
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		checkBlocks(t, d)
		if !strings.Contains(d.Text, c.want) || strings.Contains(d.Text, "attached") {
			t.Errorf("%s: text %q", c.name, d.Text)
		}
		if d.Title != "Talks in Tromsø go on" || d.Author != "Bjørn Desk" || d.Published.String() != "2026-03-03" || d.DateFrom != "mail" || !strings.HasPrefix(d.Text, d.Title) {
			t.Errorf("%s: title %q by %q of %s (%s)", c.name, d.Title, d.Author, d.Published, d.DateFrom)
		}
	}
	if _, err := From(fileInput(source.Mail, "no message\x00")); !errors.Is(err, ErrMail) {
		t.Errorf("no message: %v", err)
	}
	if _, err := From(fileInput(source.Mail, head+"Content-Type: image/png\r\n\r\nx")); !errors.Is(err, ErrNoText) {
		t.Errorf("no text: %v", err)
	}
}

// pdfFile makes a PDF of one page with these lines.
func pdfFile(lines ...string) string {
	var content strings.Builder
	content.WriteString("BT /F1 12 Tf 72 720 Td 14 TL\n")
	for _, l := range lines {
		if l == "" {
			content.WriteString("0 -14 Td\n")
			continue
		}
		fmt.Fprintf(&content, "(%s) Tj T*\n", l)
	}
	content.WriteString("ET")
	objects := []string{
		"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
		"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
		fmt.Sprintf("<</Length %d>>\nstream\n%s\nendstream", content.Len(), content.String()),
		"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
	}
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var offsets []int
	for i, o := range objects {
		offsets = append(offsets, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(objects)+1)
	for _, o := range offsets {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, start)
	return b.String()
}

func TestPDF(t *testing.T) {
	d, err := From(fileInput(source.PDF, pdfFile("Second round in Oslo", "", "The foreign ministers of Norway and Chile met in Oslo on", "Tuesday for a second round of talks about fishing rights.", "", "They agreed to meet again within a month.")))
	if err != nil {
		t.Fatal(err)
	}
	checkBlocks(t, d)
	if !strings.Contains(d.Text, "met in Oslo on Tuesday for a second round") || d.Title != "Second round in Oslo" || len(d.Blocks) != 3 {
		t.Errorf("title %q, %d blocks, text %q", d.Title, len(d.Blocks), d.Text)
	}
	if _, err := From(fileInput(source.PDF, pdfFile())); !errors.Is(err, ErrScan) {
		t.Errorf("no text layer: %v", err)
	}
	whole := pdfFile("The ministers met.")
	for cut := 0; cut < len(whole); cut += 37 {
		if _, err := From(fileInput(source.PDF, whole[:cut])); err == nil {
			t.Errorf("cut at %d gave no error", cut)
		}
	}
}

func FuzzMail(f *testing.F) {
	f.Add("From: a@b\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n\r\nhello\r\n--a--")
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := From(fileInput(source.Mail, s)); err == nil {
			checkBlocks(t, d)
		}
	})
}

func FuzzPDF(f *testing.F) {
	f.Add(pdfFile("The ministers met."))
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := From(fileInput(source.PDF, s)); err == nil {
			checkBlocks(t, d)
		}
	})
}

func FuzzRecord(f *testing.F) {
	f.Add(`{"text":"The ministers met.\n\nThey spoke.","date":"2026-03-03"}`)
	f.Fuzz(func(t *testing.T, s string) {
		if d, err := From(fileInput(source.Record, s)); err == nil {
			checkBlocks(t, d)
		}
	})
}
