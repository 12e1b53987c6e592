"""A patient's page as tests look at it, and the walk over all of them.

    page = Page(answer.text)            page.text, page.title, page.ids …, see Page
    page.text_of("fact-session-length") the words inside the element of that id
    pages = crawl(site)                 {path: (Answer, Page)} of all that links lead to from /
"""

import html.parser
import re
import urllib.parse

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}
REGIONS = {"header", "main", "footer"}


def squeezed(text):
    return " ".join(text.split())


def is_internal(url):
    return url.startswith("/") and not url.startswith("//")


class Page(html.parser.HTMLParser):
    """What a page holds:

    title, lang, h1          texts; h1 is a list
    links, resources         href of each <a>; what the browser fetches or sends to (src, action,
                             the href of each <link> but the canonical one)
    canonical                or None
    ids, references          ids in order; those that label for, aria-labelledby … name
    tags                     a set of the elements' names
    attributes               a set of (element, attribute) pairs
    forms                    {action: {name of input: value}}
    text                     all words in the body; region("footer") those of one part
    """

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.title, self.lang, self.canonical = "", None, None
        self.h1, self.links, self.resources, self.ids, self.references = [], [], [], [], []
        self.tags, self.attributes, self.forms = set(), set(), {}
        self.open = []     # (tag, id) of the elements around the cursor
        self.texts = {}    # what was read so far: of each id, region, "title" and "body"
        self.unclosed = []
        self.feed(source)
        self.close()
        self.unclosed += [tag for tag, _ in self.open]
        self.title = squeezed("".join(self.texts.get("<title>", [])))
        self.h1 = [squeezed(text) for text in self.h1]
        self.text = self.region("body")

    def text_of(self, element_id):
        """None where no element has that id."""
        return squeezed("".join(self.texts["#" + element_id])) if element_id in self.ids else None

    def region(self, name):
        return squeezed("".join(self.texts.get(f"<{name}>", [])))

    # --- Reading --------------------------------------------------------------------------------

    def handle_starttag(self, tag, attrs):
        fields = dict(attrs)
        self.tags.add(tag)
        self.attributes.update((tag, name) for name in fields)
        self.read_fields(tag, fields)
        self.add_text(" ")
        if tag == "h1" and not self.is_in_template():
            self.h1.append("")
        if tag not in VOID:
            self.open.append((tag, fields.get("id")))

    def read_fields(self, tag, fields):
        if tag == "html":
            self.lang = fields.get("lang")
        if "id" in fields:
            self.ids.append(fields["id"])
        for name in ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list"):
            self.references += (fields.get(name) or "").split()
        if tag == "a" and "href" in fields:
            self.links.append(fields["href"])
        if tag == "link" and fields.get("rel") == "canonical":
            self.canonical = fields["href"]
        elif tag == "link":
            self.resources.append(fields["href"])
        self.resources += [fields[name] for name in ("src", "srcset", "action", "formaction", "data",
                                                     "poster") if name in fields]
        if tag == "form":
            self.forms[fields.get("action")] = {}
        elif tag == "input" and self.forms:
            list(self.forms.values())[-1][fields.get("name")] = fields.get("value")

    def handle_endtag(self, tag):
        if not self.open or self.open[-1][0] != tag:
            self.unclosed.append(tag)
            return
        self.open.pop()
        self.add_text(" ")

    def handle_data(self, data):
        self.add_text(data)
        if any(tag == "h1" for tag, _ in self.open) and not self.is_in_template():
            self.h1[-1] += data

    def is_in_template(self):
        """What stands in a <template> is not on the page: only a script may put it there."""
        return any(tag == "template" for tag, _ in self.open)

    def add_text(self, text):
        if self.is_in_template():
            return
        for tag, element_id in self.open:
            if element_id:
                self.texts.setdefault("#" + element_id, []).append(text)
            if tag in REGIONS or tag in ("title", "body"):
                self.texts.setdefault(f"<{tag}>", []).append(text)


def path_of(url, base="/"):
    """The path and query that a link leads to."""
    parts = urllib.parse.urlsplit(urllib.parse.urljoin(base, url))
    return parts.path + ("?" + parts.query if parts.query else "")


def crawl(site, start="/", limit=2000):
    """Every page that can be reached by links of this site. A page that is no HTML, or whose
    status is not 200, is in it too, with None for its Page."""
    found, waiting = {}, [start]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        answer = site.get(path)
        is_page = answer.status == 200 and answer.headers["Content-Type"].startswith("text/html")
        page = Page(answer.text) if is_page else None
        found[path] = answer, page
        if len(found) > limit:
            raise AssertionError(f"over {limit} pages: does the site link to itself without end?")
        if page:
            waiting += [path_of(link, path) for link in page.links
                        if is_internal(link) or link.startswith("?")]
    return found


def words_missing(text, *words):
    """Those of words (in any case) that do not stand in text as whole words."""
    text = squeezed(text).lower()
    return [word for word in words
            if not re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", text)]
