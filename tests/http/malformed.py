"""Requests that nobody should send, the same ones each time: as bytes for nginx (http_requests)
and as FastCGI streams for a reader's socket (streams)."""

import random

import fastcgi

PATHS = ["/", "/treatments", "/treatments/micro-needling", "/questions", "/aftercare/micro-needling",
         "/comparisons", "/contact", "/search", "/health", "/about", "/api/v1/", "/api/v1/faqs",
         "/api/v1/treatments/micro-needling", "/api/v1/clinic", "/static/", "/errors/", "/admin/"]
PATH_PARTS = ["/", "//", ".", "..", "/.", "/..", "/../", "/./", "%2f", "%2F", "%2e%2e", "%2e", "%5c",
              "\\", "%00", "%0a", "%0d%0a", "%01", "%7f", "%80", "%ff", "%c0%af", "%c1%9c", "%e0%80%af",
              "%ed%a0%80", "%f4%90%80%80", "%fe%ff", "%", "%2", "%zz", "%%", "%u0041", "%25%30%30",
              "é", "\u202e", "%F0%9F%98%80", "%C3%A9", "~", ";", ":", "@", "!", "$", "*", "'", "\"",
              "(", ")", "[", "]", "{", "}", "{slug}", "<", ">", "|", "^", "`", "+", ",", "=", "&",
              "a", "micro-needling", "api", "v1", "faqs", "treatments", "x" * 300, "x" * 1100,
              "%41" * 400, "x" * 7000, "\t", "\x01", "\x80\x81", "#", "#main"]
QUERY_PARTS = ["q", "page", "limit", "after", "pretty", "=", "==", "&", "&&", ";", "?", "1", "0", "-1",
               "2", "abc", "%00", "%", "%zz", "%ff", "%c3%28", "+", "%20", "%26", "%3d", "é", "%F0%9F",
               "whom-do-i-call", "x" * 200, "x" * 4100, "a=1&" * 70, "1e9", "9" * 40, "[]", "%5B%5D",
               "\"", "'", "<script>", "%3Cscript%3E", "page=2", "limit=5", "pretty=1", "#", "\x7f"]
SYNTAX = list("\"'*^:(){}[]+-,.;<>=|&!?@#$%/\\~`_ \t") + [
    "AND", "OR", "NOT", "NEAR", "NEAR(", "title:", "pool", "sauna", "é", "日", "\u0301", "😀", "x" * 90]
METHODS = ["GET", "HEAD", "POST", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT", "PROPFIND",
           "get", "GeT", "G\x00T", "G ET", "", "A" * 300, "GET/", "é", "\x80", "PRI", "COPY", "-", "*"]
VERSIONS = ["HTTP/1.1", "HTTP/1.0", "HTTP/0.9", "HTTP/2.0", "HTTP/9.9", "HTTP/1.", "HTTP/1.1.1", "HTTP/",
            "http/1.1", "HTTPS/1.1", "HTTP/1.1 x", "", "HTTP/99999999999", "HTTP/1.\x001"]
HEADERS = ["Host: b", "Host:", "Host: a b", "Host: \x00", "Host: a/../b", "Host: [::1", "Host: " + "h" * 500,
           "Content-Length: 5", "Content-Length: -1", "Content-Length: 99999999999999999999",
           "Content-Length: 1e3", "Content-Length: 0x10", "Content-Length:", "Content-Length: 3, 3",
           "Transfer-Encoding: chunked", "Transfer-Encoding: chunked, chunked",
           "Transfer-Encoding: gzip", "Transfer-Encoding: \x00", "Expect: 100-continue",
           "Expect: nothing", "Upgrade: h2c", "Range: bytes=0-5", "Range: bytes=-9999999,1-2,3-",
           "Accept-Encoding: " + "gzip," * 300, "Accept-Encoding: gzip;q=", "Accept-Encoding: br;q=9e9,,;",
           "Accept-Encoding: \"br", "Accept-Encoding: *;q=0.0000", "If-None-Match: " + '"a",' * 300,
           "If-None-Match: \"", "If-None-Match: W/", "If-None-Match: *", "If-None-Match: \"\x80\"",
           "If-Modified-Since: yesterday", "If-Match: \"x\"", "Cookie: " + "c=d; " * 300, "Cookie: \x01",
           "X: " + "y" * 3000, "X: " + "y" * 9000, "X" * 3000 + ": y", "No colon here", ": no name",
           " folded", "\tfolded", "Bad Name: x", "X\x00: y", "X:\x00", "X: \xff\xfe", "Proxy: http://x",
           "X-Accel-Redirect: /static/", "X-Accel-Expires: 100", "Referer: " + "r" * 500, "Origin: null",
           "Content-Type: " + "t" * 500, "HTTP_X: y", "X-Forwarded-For: ' OR 1=1", "Forwarded: for=\"_x"]
BODIES = [b"", b"12345", b"123", b"x" * 200, b"5\r\nhello\r\n0\r\n\r\n", b"zz\r\nhello\r\n", b"5\r\nhel",
          b"ffffffffffffffff1\r\n", b"-1\r\n", b"a=1&b=%zz", b"{\"a\":", b"\x00\xff" * 50, b"x" * 20000]


def joined(dice, parts, most):
    return "".join(dice.choices(parts, k=dice.randint(1, most)))


def as_bytes(text):
    """Characters up to U+00FF as the bytes they name, the others as UTF-8."""
    return b"".join(bytes([ord(c)]) if ord(c) < 256 else c.encode() for c in text)


def request(target, method="GET", version="HTTP/1.1", headers=(), body=b""):
    lines = [f"{method} {target} {version}".rstrip(" "), "Host: a", "Connection: close", *headers, "", ""]
    return as_bytes("\r\n".join(lines)) + body


def escaped(text, dice):
    """Percent-encoded in part, so that nginx takes it and the daemon has to."""
    return "".join(f"%{byte:02{dice.choice('xX')}}" for byte in text.encode())


def bad_path(dice):
    return request(dice.choice(["", "/", dice.choice(PATHS)]) + joined(dice, PATH_PARTS, 5))


def bad_query(dice):
    return request(dice.choice(PATHS) + "?" + joined(dice, QUERY_PARTS, 8),
                   dice.choice(["GET", "GET", "HEAD", "OPTIONS"]))


def bad_search(dice):
    return request("/search?q=" + escaped(joined(dice, SYNTAX, 8), dice)
                   + dice.choice(["", "", "&page=" + joined(dice, QUERY_PARTS, 1)]))


def bad_headers(dice):
    return request(dice.choice(PATHS), dice.choice(["GET", "HEAD", "POST"]),
                   headers=dice.choices(HEADERS, k=dice.choice([1, 1, 2, 4])), body=dice.choice(BODIES))


def header_flood(dice):
    return request(dice.choice(PATHS), headers=[f"X-{n}: {'v' * dice.randint(0, 300)}"
                                                for n in range(dice.randint(20, 400))])


def bad_line(dice):
    return request(dice.choice(PATHS), dice.choice(METHODS), dice.choice(VERSIONS))


def bad_body(dice):
    length = dice.choice(["Content-Length: %d" % dice.choice([0, 1, 5, 200, 16384, 16385, 10 ** 9]),
                          "Transfer-Encoding: chunked"])
    return request(dice.choice(PATHS), dice.choice(["POST", "PUT", "GET"]),
                   headers=[length, "Content-Type: application/x-www-form-urlencoded"],
                   body=dice.choice(BODIES))


def spoilt(dice):
    """A sound request, cut or with some bytes changed."""
    data = bytearray(request(dice.choice(PATHS) + "?page=1", headers=["Accept-Encoding: gzip"]))
    for _ in range(dice.randint(0, 4)):
        data[dice.randrange(len(data))] = dice.randrange(256)
    return bytes(data[:dice.randint(1, len(data))])


HTTP_KINDS = {bad_path: 2600, bad_query: 1700, bad_search: 1500, bad_headers: 1000, header_flood: 100,
              bad_line: 500, bad_body: 300, spoilt: 300}


def http_requests():
    dice = random.Random(20261122)
    everything = [make(dice) for make, count in HTTP_KINDS.items() for _ in range(count)]
    dice.shuffle(everything)
    return everything


# --- FastCGI ----------------------------------------------------------------------------------------

LENGTHS = ["", "0", "3", "-1", "1e3", " 3", "99999999999999999999", "1114113", "0x3", "3\x00", "٣"]
CODINGS = ["gzip", "br", "identity", "gzip;q=0", "gzip;q=1.001", ",,,", "br;;q", "*" * 50, "\x80", "gzip" * 400,
           "x-gzip ; q = 0.5 , br;q=0", "q=1", ";", "\t,\t"]
TAGS = ["*", "\"", "\"a", "W/", "W/\"a\"", "\"a\",\"b\"", "\"" * 99, "\x00", "\xff", ",,,\"v1\"", "a" * 3000]
NAMES = ["REQUEST_METHOD", "PATH_INFO", "REQUEST_URI", "QUERY_STRING", "CONTENT_LENGTH", "CONTENT_TYPE",
         "HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "REQUEST_ID", "", "=", "A=B", "\x00", "X" * 200]


def bad_values(dice):
    values = {
        "REQUEST_METHOD": as_bytes(dice.choice(METHODS)),
        "PATH_INFO": as_bytes(dice.choice(["", dice.choice(PATHS)]) + joined(dice, PATH_PARTS, 4)),
        "REQUEST_URI": as_bytes(dice.choice(PATHS) + joined(dice, PATH_PARTS, 4)),
        "QUERY_STRING": as_bytes(joined(dice, QUERY_PARTS, 6)),
        "CONTENT_LENGTH": dice.choice(LENGTHS).encode(),
        "HTTP_ACCEPT_ENCODING": as_bytes(dice.choice(CODINGS)),
        "HTTP_IF_NONE_MATCH": as_bytes(dice.choice(TAGS)),
        "REQUEST_ID": as_bytes(dice.choice(["f" * 32, "F" * 33, "g" * 32, "", "\n" * 32, "0" * 31])),
    }
    for name in dice.sample(sorted(values), dice.randint(0, 4)):
        del values[name]
    if dice.random() < 0.2:
        values[dice.choice(NAMES)] = as_bytes(joined(dice, PATH_PARTS, 2))
    return values


def stream_of_bad_values(dice):
    return (fastcgi.begin() + fastcgi.params(bad_values(dice))
            + fastcgi.stdin(dice.choice([b"", b"", b"123", b"x" * 70000])))


def stream_of_long_lengths(dice):
    """Every length in four bytes, as it may be, and many small records."""
    pairs = b"".join(fastcgi.pair(name, value, long=True) for name, value in
                     fastcgi.variables(dice.choice(PATHS)).items())
    parts = [pairs[at:at + 7] for at in range(0, len(pairs), 7)]
    return (fastcgi.begin() + b"".join(fastcgi.record(fastcgi.PARAMS, part, padding=dice.randrange(9))
                                       for part in parts)
            + fastcgi.record(fastcgi.PARAMS) + fastcgi.stdin())


def stream_of_odd_records(dice):
    """Sound records among others: of unknown kinds, of other requests, twice, not at all."""
    values = fastcgi.variables(dice.choice(PATHS))
    parts = [fastcgi.begin(), fastcgi.params(values), fastcgi.stdin()]
    others = [fastcgi.record(fastcgi.ABORT), fastcgi.record(fastcgi.DATA, b"x"), fastcgi.begin(request=2),
              fastcgi.record(fastcgi.STDIN, b"late"), fastcgi.begin(flags=1), fastcgi.record(12, b"?"),
              fastcgi.params(values, request=7), fastcgi.record(fastcgi.PARAMS),
              fastcgi.record(fastcgi.STDOUT, b"x"), fastcgi.begin(role=dice.choice([0, 2, 3, 999])),
              fastcgi.record(fastcgi.GET_VALUES, fastcgi.pair("FCGI_MAX_CONNS", ""), 0),
              fastcgi.record(fastcgi.BEGIN, b""), fastcgi.record(fastcgi.STDIN, version=2)]
    for _ in range(dice.randint(1, 4)):
        at = dice.randrange(len(parts) + 1)
        if dice.random() < 0.3 and parts:
            del parts[min(at, len(parts) - 1)]
        else:
            parts.insert(at, dice.choice(others))
    return b"".join(parts)


def cut_stream(dice):
    data = dice.choice([stream_of_bad_values, stream_of_long_lengths])(dice)
    return data[:dice.randrange(len(data))]


STREAM_KINDS = {stream_of_bad_values: 900, stream_of_long_lengths: 100, stream_of_odd_records: 400,
                cut_stream: 600}


def streams():
    """Not among them: lengths for which libfcgi ends its process (test_daemon.py has those)."""
    dice = random.Random(410)
    return [make(dice) for make, count in STREAM_KINDS.items() for _ in range(count)]
