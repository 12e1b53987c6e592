"""The clinic's own look: its color, its logo, from the form to the pages, and out again."""

import base64
import json
import pathlib
import re
import sqlite3
import struct
import time
import unittest
import zlib

from harness import PATIENCE, SEED, Site, wait_for
from samples import write
from staff import Browser, StaffTest, make_staff
from test_exchange import BOUNDARY, multipart

CLINIC = json.loads(next(path for path in SEED if path.name == "clinic.json").read_text())
SVG = ('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 240 80"><style>.a{fill:#0e5f63}</style>'
       '<rect class="a" width="240" height="80" rx="9"/></svg>')
HOSTILE = SVG.replace("<rect", '<script>alert(1)</script><rect onload="alert(2)"')
ACCENT = "#7a1f5c"
LASTING = "public, max-age=31536000, immutable"


def chunk(name, data):
    return (struct.pack(">I", len(data)) + name + data
            + struct.pack(">I", zlib.crc32(name + data)))


def png(width=300, height=100, more=b"", pixel=b"\x0e\x5f\x63\xff"):
    lines = (b"\0" + pixel * width) * height
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 6, 0, 0, 0))
            + more + chunk(b"IDAT", zlib.compress(lines)) + chunk(b"IEND", b""))


def logo_member(data, kind, width, height):
    return {"type": kind, "data": base64.b64encode(data).decode(), "width": width, "height": height}


def send_file(browser, form, name, data):
    fields = [*form.fields, ("do", "upload")]
    page = browser.request(form.action, "POST", multipart(fields, (name, data)),
                           **{"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"})
    return browser.follow(page)


class LookOf:
    """What a page looks like: the addresses that it names."""

    def __init__(self, text):
        self.style = re.search(r'<link rel="stylesheet" href="([^"]+)"', text)[1]
        found = re.search(r'<img class="logo" src="([^"]+)" width="(\d+)" height="(\d+)" alt="">', text)
        self.logo = found and found[1]
        self.size = found and (int(found[2]), int(found[3]))
        self.icon, self.icon_type = re.search(
            r'<link rel="icon" href="([^"]+)" type="([^"]+)"', text).groups()


class BrandTest(StaffTest):
    def look(self, path="/"):
        return LookOf(self.site.get(path).text)

    def publish(self, **changes):
        self.site.import_files(write(self.site.top, "clinic.json", {**CLINIC, **changes}),
                               extra=["--replace"])
        time.sleep(1.1)  # what nginx keeps, it keeps until the second ends

    def upload(self, data, name="logo.svg", browser=None):
        browser = browser or self.editor
        form = browser.get("/admin/logo/clinic").form("/admin/logo/clinic", button="upload")
        return send_file(browser, form, name, data)

    def drop_draft(self):
        with sqlite3.connect(self.site.database, timeout=20) as database:
            database.execute("DELETE FROM draft")

    def publish_draft(self):
        page = self.publisher.get("/admin/publish?key=clinic")
        page = self.publisher.submit(page.form("/admin/publish"))
        self.assertEqual(200, page.status, page.text[:600])
        time.sleep(1.1)
        return page

    def tearDown(self):
        self.drop_draft()


class TestColor(BrandTest):
    def edit(self, **fields):
        form = self.editor.get("/admin/documents/clinic").form("/admin/documents/clinic")
        return self.editor.submit(form, **fields)

    def test_without_a_color_the_static_file_is_linked(self):
        self.publish()
        look = self.look()
        self.assertRegex(look.style, r"^/static/site\.\w{8}\.css$")
        self.assertIsNone(look.logo)
        self.assertNotIn("accent", self.site.get("/api/v1/clinic").json())

    def test_a_color_that_cannot_be_read_is_refused_and_the_nearest_taken_with_one_press(self):
        self.publish()
        page = self.edit(accent="#FFCC00", do="save")
        self.assertIn("Your color is #ffcc00, which is too pale to read on our pages "
                      "(its contrast is 1.37 to 1; 4.5 is needed). The nearest that can be read is "
                      "#", page.text)
        form = page.form("/admin/documents/clinic")
        self.assertEqual("#ffcc00", form["accent"])
        take = next(value for _, value in form.buttons if value.startswith("take:accent=#"))
        page = self.editor.submit(form, title="Typed meanwhile", do=take)
        form = page.form("/admin/documents/clinic")
        self.assertEqual((take.split("=")[1], "Typed meanwhile"), (form["accent"], form["title"]))
        self.assertNotIn("too pale", page.text)
        self.assertEqual([("#ffcc00",)], self.rows(
            "SELECT json_extract(body, '$.accent') FROM draft"), "nothing is saved by it")
        page = self.editor.submit(form, do="save")
        self.assertIn("Saved.", page.text)

    def test_a_color_may_be_typed_without_its_sign(self):
        page = self.edit(accent="0E5f63", do="save")
        self.assertEqual("#0e5f63", page.form("/admin/documents/clinic")["accent"])
        self.assertNotIn("Your color is", page.text)

    def test_what_is_no_color_is_told_and_kept(self):
        page = self.edit(accent="teal <b>", do="save")
        self.assertIn("Your color is no color: &#39;teal &lt;b&gt;&#39;", page.text)
        self.assertEqual("teal <b>", page.form("/admin/documents/clinic")["accent"])

    def test_an_import_is_held_to_the_same(self):
        path = write(self.site.top, "a.json", {**CLINIC, "accent": "#ffcc00"})
        done = self.site.import_files(path, extra=["--replace"], check=False)
        self.assertEqual(1, done.returncode)
        self.assertIn("clinic.accent: is #ffcc00, which is too pale", done.stderr)

    def test_pages_have_the_color_and_their_style_sheet_lasts(self):
        self.publish(accent=ACCENT.upper())
        look = self.look()
        self.assertRegex(look.style, r"^/brand/style-[0-9a-f]{16}\.css$")
        for path in ("/treatments", "/contact", "/nowhere-at-all"):
            self.assertEqual(look.style, self.look(path).style)
        static = (self.site.static / next(
            path.name for path in self.site.static.glob("site.*.css"))).read_text()
        answer = self.site.get(look.style)
        self.assertRegex(answer.text, r"^:root\{--brand:#7a1f5c;--brand-dark:#[0-9a-f]{6};"
                                      r"--brand-dark-ink:#0{6}\}\n")
        self.assertEqual(static, answer.text.split("\n", 1)[1])
        self.assertEqual("text/css; charset=utf-8", answer.headers["Content-Type"])
        self.assertEqual([LASTING], answer.headers.get_all("Cache-Control"))
        packed = self.site.get(look.style, **{"Accept-Encoding": "br"})
        self.assertEqual(("br", LASTING), (packed.headers["Content-Encoding"],
                                           packed.headers["Cache-Control"]))
        self.assertLess(len(packed.body), len(answer.body) / 2)
        again = self.site.get(look.style, **{"If-None-Match": answer.headers["ETag"]})
        self.assertEqual(304, again.status)
        self.assertEqual(ACCENT, self.site.get("/api/v1/clinic").json()["accent"])

    def test_an_earlier_style_sheet_gives_way_to_the_one_of_now(self):
        self.publish(accent=ACCENT)
        old = self.look().style
        self.publish(accent="#0e5f63")
        self.assertNotEqual(old, self.look().style)
        for _ in range(3):  # from each worker, and from what it has kept
            answer = self.site.get(old)
            self.assertEqual(200, answer.status)
            self.assertIn("--brand:#0e5f63", answer.text)
            self.assertEqual(["no-store"], answer.headers.get_all("Cache-Control"))
        self.assertEqual(404, self.site.get("/brand/other.css").status)
        self.assertEqual(404, self.site.get("/brand/style-/x.css").status)


class TestLogo(BrandTest):
    def test_a_logo_goes_from_the_form_to_the_pages(self):
        self.publish()
        form = self.editor.get("/admin/documents/clinic").form("/admin/documents/clinic")
        page = self.editor.submit(form, phone="(410) 555-0100", do="logo")
        self.assertEqual(("/admin/logo/clinic", "The logo"), (page.path, page.title))
        page = self.upload(SVG.encode())
        self.assertIn("The logo is in the draft.", page.text)
        self.assertIn("SVG, 240 by 80", page.text)
        self.assertIsNone(self.look().logo, "a draft is no patient's")
        draft = json.loads(self.rows("SELECT body FROM draft")[0][0])
        self.assertEqual("(410) 555-0100", draft["phone"], "what was typed came along")
        self.assertEqual(("image/svg+xml", 240, 80),
                         tuple(draft["logo"][name] for name in ("type", "width", "height")))
        shown = self.editor.get("/admin/look/clinic/draft/logo")
        self.assertEqual((200, "image/svg+xml"), (shown.status, shown.headers["Content-Type"]))
        preview = LookOf(self.editor.get("/admin/preview/clinic").text)
        self.assertEqual(("/admin/look/clinic/draft/logo", (120, 40)), (preview.logo, preview.size))
        page = self.publisher.get("/admin/publish?key=clinic")
        self.assertIn("SVG, 240 by 80", page.text)
        self.assertNotIn(draft["logo"]["data"][:40], page.text)
        self.publish_draft()
        look = self.look()
        self.assertRegex(look.logo, r"^/brand/logo-[0-9a-f]{16}\.svg$")
        self.assertEqual((look.logo, (120, 40)), (look.icon, look.size))
        answer = self.site.get(look.logo)
        self.assertEqual(("image/svg+xml", LASTING), (answer.headers["Content-Type"],
                                                      answer.headers["Cache-Control"]))
        self.assertIn("default-src 'none'", answer.headers["Content-Security-Policy"])
        self.assertIn('<rect class="a" width="240"', answer.text)
        self.assertEqual(304, self.site.get(look.logo, **{
            "If-None-Match": answer.headers["ETag"]}).status)

    def test_the_form_keeps_the_logo_and_the_page_takes_it_out(self):
        self.publish()
        self.upload(SVG.encode())
        form = self.editor.get("/admin/documents/clinic").form("/admin/documents/clinic")
        self.editor.submit(form, phone="(410) 555-0101", do="save")
        draft = json.loads(self.rows("SELECT body FROM draft")[0][0])
        self.assertEqual(("(410) 555-0101", 240), (draft["phone"], draft["logo"]["width"]))
        form = self.editor.get("/admin/logo/clinic").form(button="remove")
        page = self.editor.submit(form, do="remove")
        self.assertIn("has no logo any more", page.text)
        draft = json.loads(self.rows("SELECT body FROM draft")[0][0])
        self.assertEqual(("(410) 555-0101", False), (draft["phone"], "logo" in draft))

    def test_what_could_do_harm_is_left_out_and_told(self):
        page = self.upload(HOSTILE.encode())
        self.assertEqual(200, page.status)
        self.assertIn("not taken in a logo: script, onload.", page.text)
        shown = self.editor.get("/admin/look/clinic/draft/logo").text
        self.assertNotIn("alert", shown)
        self.assertIn("<rect", shown)

    def test_files_that_are_not_taken_say_why(self):
        before = self.rows("SELECT body FROM draft")
        bomb = '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + SVG
        for name, data, words in (
                ("a.gif", b"GIF89a....", "is neither an SVG nor a PNG picture"),
                ("a.svg", SVG[:-6].encode(), "is not well-formed SVG (line 1)"),
                ("<i>.svg", bomb.encode(), "The file “&lt;i&gt;.svg” defines entities"),
                ("a.svg", SVG.encode() + b" " * 263000, "is 257 KB large; at most 256 are taken"),
                ("a.png", png()[:-30], "is cut off"),
                ("a.png", b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(
                    ">IIBBBBB", 30000, 30000, 8, 6, 0, 0, 0)), "is 30000 by 30000 pixels"),
                ("a.svg", b"", "Choose a file first")):
            with self.subTest(words=words):
                page = self.upload(data, name)
                self.assertEqual(422, page.status)
                self.assertIn(words, page.text)
        self.assertEqual(before, self.rows("SELECT body FROM draft"))

    def test_how_large_a_file_may_be_is_said_once_for_people_and_for_the_script(self):
        page = self.editor.get("/admin/logo/clinic").text
        self.assertIn("SVG or PNG, up to 256 KB.", page)
        self.assertIn('data-max="262144" data-too-large="At most 256 KB are taken.', page)

    def test_what_nginx_does_not_take_is_told_to_staff(self):
        page = self.upload(b" " * 2_000_000)
        self.assertEqual(413, page.status)
        self.assertIn("The page you come from says how large a file may be.", page.text)
        self.assertIn('href="/admin/"', page.text)
        self.assertNotIn('action="/search"', page.text)

    def test_a_png_is_made_as_small_as_a_phone_needs_it_and_an_svg_that_is_not_is_refused(self):
        """Whoever has a logo seldom has one of a kilobyte."""
        lines = b"".join(b"\0" + bytes(v for x in range(600) for v in (x % 256, (x * y) % 251, 9, 255))
                         for y in range(0, 75))
        data = (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 600, 75, 8, 6, 0, 0, 0))
                + chunk(b"IDAT", zlib.compress(lines, 9)) + chunk(b"IEND", b""))
        self.assertGreater(len(data), 10_000)
        self.publish()
        page = self.upload(data, "logo.png")
        self.assertIn("The logo is in the draft.", page.text)
        self.publish_draft()
        look = self.look()
        self.assertLessEqual(len(self.site.get(look.logo).body), 1024)
        self.assertEqual(8, round(look.size[0] / look.size[1]))
        self.publish()
        dots = "".join(f'<circle cx="{i * 37 % 239}" cy="{i * i % 79}" r="{i % 7}"/>' for i in range(400))
        page = self.upload(SVG.replace("</svg>", dots + "</svg>").encode())
        self.assertRegex(page.text, r"takes \d{4} bytes on its way to a phone; at most 1024 are taken")
        self.assertIn("or save it as PNG", page.text)

    def test_whoever_was_faster_is_not_written_over(self):
        self.publish()
        form = self.editor.get("/admin/logo/clinic").form(button="upload")
        other = self.publisher.get("/admin/documents/clinic").form("/admin/documents/clinic")
        self.publisher.submit(other, phone="(410) 555-0102", do="save")
        page = send_file(self.editor, form, "logo.svg", SVG.encode())
        self.assertEqual(409, page.status)
        self.assertIn("Somebody else saved", page.text)
        self.assertNotIn("logo", json.loads(self.rows("SELECT body FROM draft")[0][0]))
        page = self.editor.submit(page.form(button="keep"), do="keep")
        self.assertIn("The logo is in the draft.", page.text)
        draft = json.loads(self.rows("SELECT body FROM draft")[0][0])
        self.assertEqual(("(410) 555-0102", 240), (draft["phone"], draft["logo"]["width"]))

    def test_what_comes_back_with_the_page_is_cleaned_again(self):
        form = self.editor.get("/admin/logo/clinic").form(button="upload")
        fields = [*map(tuple, form.fields), ("kept", base64.b64encode(HOSTILE.encode()).decode()), ("do", "keep")]
        page = self.editor.send(form.action, fields)
        self.assertEqual(200, page.status)
        self.assertNotIn("alert", self.editor.get("/admin/look/clinic/draft/logo").text)
        fields[-2] = ("kept", "not base64")
        self.assertEqual(422, self.editor.send(form.action, fields).status)

    def test_only_what_has_a_logo_has_the_page(self):
        for path in ("/admin/logo/about", "/admin/logo/nobody", "/admin/look/clinic/draft/other",
                     "/admin/look/clinic/999/logo", "/admin/look/about/draft/logo"):
            self.assertEqual(404, self.editor.get(path).status, path)
        page = self.editor.post("/admin/logo/about", do="remove")
        self.assertEqual(404, page.status)


class TestPublished(BrandTest):
    """Logos that came by a file, and what is made of them."""

    def test_an_earlier_logo_is_gone(self):
        self.publish(logo=logo_member(SVG.encode(), "image/svg+xml", 240, 80))
        old = self.look().logo
        self.publish(logo=logo_member(png(), "image/png", 300, 100))
        look = self.look()
        self.assertRegex(look.logo, r"^/brand/logo-[0-9a-f]{16}\.png$")
        self.assertEqual(((120, 40), look.logo, "image/png"),
                         (look.size, look.icon, look.icon_type))
        self.assertEqual(404, self.site.get(old).status)
        self.assertEqual(200, self.site.get(look.logo).status)
        self.publish()
        self.assertIsNone(self.look().logo)
        self.assertEqual(404, self.site.get(look.logo).status)
        self.assertIn("favicon", self.look().icon)

    def test_a_png_is_served_without_what_it_held_besides(self):
        data = png(40, 20)
        self.publish(logo=logo_member(data, "image/png", 40, 20))
        look = self.look()
        answer = self.site.get(look.logo)
        self.assertEqual("image/png", answer.headers["Content-Type"])
        self.assertEqual((40, 20), look.size, "a picture is not enlarged")
        self.assertEqual(data[:24], answer.body[:24])
        self.assertIsNone(answer.headers["Content-Encoding"])

    def test_an_import_is_looked_at_again(self):
        sound = logo_member(SVG.encode(), "image/svg+xml", 240, 80)
        text = chunk(b"tEXt", b"Author\0Ada Example")
        for logo, words in (
                ({**sound, "width": 9}, "is 240 by 80, which its width and height do not say"),
                ({**sound, "type": "image/gif"}, "is of no type that is taken"),
                ({**sound, "data": "###"}, "has no data that can be read"),
                ({**sound, "more": 1}, "has a member 'more', which is not a field here"),
                ("x", "is not a picture"),
                (logo_member(HOSTILE.encode(), "image/svg+xml", 240, 80),
                 "holds what is not taken (script, onload)"),
                (logo_member(png(40, 20, text), "image/png", 40, 20), "holds what is not taken (tEXt)"),
                (logo_member(SVG.encode(), "image/png", 240, 80), "is no PNG picture")):
            with self.subTest(words=words):
                path = write(self.site.top, "a.json", {**CLINIC, "logo": logo})
                done = self.site.import_files(path, extra=["--replace"], check=False)
                self.assertEqual(1, done.returncode)
                self.assertIn(f"clinic.logo: {words}", done.stderr)

    def test_out_and_in_again(self):
        self.publish(accent=ACCENT, logo=logo_member(SVG.encode(), "image/svg+xml", 240, 80))
        look = self.look()
        text = self.site.run("export", "--database", self.site.database, "--kind", "clinic",
                             check=True).stdout
        self.assertEqual(ACCENT, json.loads(text)[0]["accent"])
        path = write(self.site.top, "out.json", text.encode())
        self.assertIn("unchanged clinic", self.site.import_files(path, extra=["--dry-run"]).stdout)
        self.publish()
        self.site.import_files(path, extra=["--replace"])
        time.sleep(1.1)
        self.assertEqual((look.logo, look.style), (self.look().logo, self.look().style))

    def test_programs_get_addresses_and_no_picture(self):
        self.publish(accent=ACCENT, logo=logo_member(SVG.encode(), "image/svg+xml", 240, 80))
        clinic = self.site.get("/api/v1/clinic").json()
        self.assertNotIn("logo", clinic)
        self.assertEqual((self.site.base_url + self.look().logo, 240, 80, ACCENT),
                         tuple(clinic[name] for name in ("logo_url", "logo_width", "logo_height",
                                                         "accent")))
        chosen = self.site.get("/api/v1/clinic?fields=logo_url,accent").json()
        self.assertEqual({"kind", "key", "logo_url", "accent"}, set(chosen))
        self.assertEqual(400, self.site.get("/api/v1/clinic?fields=logo").status)
        download = self.site.get("/api/v1/download.ndjson").text
        self.assertNotIn('"logo":', download)
        self.assertIn(f'"logo":"{clinic["logo_url"]}"', self.site.get("/contact").text)

    def test_history_has_every_logo(self):
        self.publish(logo=logo_member(SVG.encode(), "image/svg+xml", 240, 80))
        first = self.rows("SELECT max(number) FROM revision AS r JOIN document AS d ON d.id ="
                          " r.document WHERE d.key = 'clinic'")[0][0]
        self.publish(logo=logo_member(png(), "image/png", 300, 100))
        page = self.editor.get(f"/admin/compare/clinic?from={first}&to={first + 1}")
        self.assertRegex(page.text, r"removed: </span>SVG<.*added: </span>PNG<")
        self.assertNotIn(base64.b64encode(SVG.encode()).decode()[:40], page.text)
        look = LookOf(self.editor.get(f"/admin/history/clinic/{first}/page").text)
        self.assertEqual(f"/admin/look/clinic/{first}/logo", look.logo)
        self.assertIn("<rect", self.editor.get(look.logo).text)
        page = self.editor.get(f"/admin/history/clinic/{first}")
        self.editor.submit(page.form(f"/admin/history/clinic/{first}"))
        self.publish_draft()
        self.assertRegex(self.look().logo, r"\.svg$")

    def test_a_database_of_an_earlier_build_catches_up(self):
        self.publish(accent=ACCENT)
        style = self.look().style
        self.site.stop_daemon()
        with sqlite3.connect(self.site.database) as database:
            database.execute("DELETE FROM brand")
            database.execute("UPDATE site SET derived = 2")
        self.site.start_daemon()
        time.sleep(1.1)
        self.assertEqual(style, self.look().style)


class TestWithoutTheDaemon(unittest.TestCase):
    def test_the_pages_of_nginx_have_the_same_look(self):
        logo = logo_member(SVG.encode(), "image/svg+xml", 240, 80)
        with Site(cache=False) as site:
            path = write(site.top, "clinic.json", {**CLINIC, "accent": ACCENT, "logo": logo})
            site.import_files(path, extra=["--replace"])
            look = LookOf(site.get("/").text)
            style = site.get(look.style).body
            page = site.errors / "unavailable.html"
            wait_for(lambda: look.logo in page.read_text(), PATIENCE, "the error pages")
            path = write(site.top, "clinic.json", {**CLINIC, "accent": "#0e5f63", "logo": logo})
            site.import_files(path, extra=["--replace"])
            newer = LookOf(site.get("/").text)
            wait_for(lambda: newer.style in page.read_text(), PATIENCE, "the error pages")
            copies = wait_for(lambda: len(found := sorted((site.errors / "brand").iterdir())) == 2
                              and found, 10, "the copies")
            self.assertEqual({pathlib.Path(newer.style).name, pathlib.Path(newer.logo).name},
                             {copy.name for copy in copies})
            site.kill_daemon()
            answer = site.get("/")
            self.assertEqual(503, answer.status)
            self.assertEqual((newer.style, newer.logo),
                             (LookOf(answer.text).style, LookOf(answer.text).logo))
            answer = site.get(newer.style)
            self.assertEqual((200, "text/css; charset=utf-8"),
                             (answer.status, answer.headers["Content-Type"]))
            self.assertEqual(len(style), len(answer.body))
            answer = site.get(newer.logo)
            self.assertEqual((200, "image/svg+xml"), (answer.status,
                                                      answer.headers["Content-Type"].split(";")[0]))
            self.assertEqual(503, site.get(look.style).status)
            site.start_daemon()


class TestInstalled(BrandTest):
    """What phones show of the site outside of its pages."""

    def manifest(self):
        return self.site.get("/manifest.webmanifest").json()

    def themes(self):
        return re.findall(r'<meta name="theme-color" content="([^"]+)"( media="[^"]+")?>', self.site.get("/").text)

    def touch_icon(self):
        return re.search(r'<link rel="apple-touch-icon" href="([^"]+)">', self.site.get("/about").text)[1]

    def test_without_a_look_of_its_own_ours_stays(self):
        self.publish()
        self.assertEqual(["#fbf8f3", "#141a1b"], [color for color, _ in self.themes()])
        self.assertEqual("#fbf8f3", self.manifest()["theme_color"])
        self.assertEqual(4, len(self.manifest()["icons"]))

    def test_the_color_is_around_light_and_dark_pages(self):
        self.publish(accent=ACCENT)
        self.assertEqual([(ACCENT, "")], self.themes())
        manifest = self.manifest()
        self.assertEqual((ACCENT, "#fbf8f3"), (manifest["theme_color"], manifest["background_color"]))

    def test_a_square_logo_is_the_icon(self):
        square = SVG.replace("0 0 240 80", "0 0 80 80").encode()
        self.publish(logo=logo_member(square, "image/svg+xml", 80, 80))
        icon, = self.manifest()["icons"]
        self.assertEqual((self.look().logo, "any", "image/svg+xml", "any"),
                         (icon["src"], icon["sizes"], icon["type"], icon["purpose"]))
        self.assertIn("/static/icon-192.", self.touch_icon(), "phones take a PNG alone")
        self.publish(logo=logo_member(png(200, 200), "image/png", 200, 200))
        icon, = self.manifest()["icons"]
        self.assertEqual((self.look().logo, "200x200", "image/png"), (icon["src"], icon["sizes"], icon["type"]))
        self.assertEqual(icon["src"], self.touch_icon())
        self.assertEqual("image/png", self.site.get(icon["src"]).headers["Content-Type"])

    def test_any_other_logo_is_not(self):
        for logo in (logo_member(SVG.encode(), "image/svg+xml", 240, 80),
                     logo_member(png(300, 100), "image/png", 300, 100),
                     logo_member(png(96, 96), "image/png", 96, 96)):
            self.publish(logo=logo)
            self.assertEqual(4, len(self.manifest()["icons"]))
            self.assertIn("/static/icon-192.", self.touch_icon())


if __name__ == "__main__":
    unittest.main()
