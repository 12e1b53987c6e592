"""A FastCGI client (FastCGI Specification 1.0) for tests: sound requests, and ones that are not.

    reply = ask(socket_path, "/treatments", query="page=2", method="GET", body=b"", HTTP_X="y")
    reply.status, reply.headers["content-type"], reply.body, reply.complete

    with Stream(socket_path) as stream:         # piece by piece
        stream.send(begin(), params({...}), stdin(b"half"))
        reply = stream.reply()                  # reads until the request ends or the peer closes
"""

import fcntl
import os
import pathlib
import socket
import struct
import termios
import time

from harness import wait_for

BEGIN, ABORT, END, PARAMS, STDIN, STDOUT, STDERR, DATA, GET_VALUES = range(1, 10)
RESPONDER, AUTHORIZER, FILTER = 1, 2, 3
VERSION = 1
CONTENT_MOST = 65535
END_BODY = ">IB3x"
HEADER = ">BBHHBx"


def record(kind, content=b"", request=1, padding=0, version=VERSION, length=None):
    """One record. length, where given, is what the header says instead of the truth."""
    length = len(content) if length is None else length
    return struct.pack(HEADER, version, kind, request, length, padding) + content + bytes(padding)


def records(kind, content, request=1):
    """The records of a whole stream, with the empty one that ends it."""
    parts = [content[i:i + CONTENT_MOST] for i in range(0, len(content), CONTENT_MOST)]
    return b"".join(record(kind, part, request) for part in [*parts, b""])


def begin(role=RESPONDER, flags=0, request=1):
    return record(BEGIN, struct.pack(">HB5x", role, flags), request)


def length_of(number, long=False):
    """A length as it stands before a name or a value: one byte, or four."""
    return struct.pack(">I", number | 0x80000000) if long or number > 127 else bytes([number])


def pair(name, value, long=False):
    name, value = (part.encode() if isinstance(part, str) else part for part in (name, value))
    return length_of(len(name), long) + length_of(len(value), long) + name + value


def pairs(values):
    return b"".join(pair(name, value) for name, value in values.items())


def params(values, request=1):
    return records(PARAMS, pairs(values), request)


def stdin(content=b"", end=True, request=1):
    return records(STDIN, content, request) if end else record(STDIN, content, request)


def variables(path, query="", method="GET", body=b"", **more):
    """What the shipped nginx configuration sends."""
    values = {"REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": query,
              "CONTENT_TYPE": "", "CONTENT_LENGTH": str(len(body)) if body else "",
              "GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1", **more}
    return {name: value for name, value in values.items() if value is not None}


def request_bytes(path, body=b"", **options):
    return begin() + params(variables(path, body=body, **options)) + stdin(body)


class Reply:
    """out, err: the streams; complete: whether the request was ended by its record;
    app_status, protocol_status: of that record, else None; others: records of other kinds."""

    def __init__(self, data):
        self.out = self.err = b""
        self.others = []
        self.app_status = self.protocol_status = None
        self.read_records(data)
        head, _, self.body = self.out.partition(b"\r\n\r\n")
        fields = [line.split(": ", 1) for line in head.decode("latin-1").split("\r\n") if line]
        self.headers = {name.lower(): value for name, value in fields}
        self.status = int(self.headers.get("status", "0")[:3])

    def read_records(self, data):
        while len(data) >= 8:
            _, kind, _, length, padding = struct.unpack(HEADER, data[:8])
            content, data = data[8:8 + length], data[8 + length + padding:]
            if kind == STDOUT:
                self.out += content
            elif kind == STDERR:
                self.err += content
            elif kind == END:
                self.app_status, self.protocol_status = struct.unpack(END_BODY, content)
            else:
                self.others.append((kind, content))

    @property
    def complete(self):
        return self.protocol_status is not None

    @property
    def text(self):
        return self.body.decode()


def has_ended(data):
    """Whether the record that ends a request is there."""
    while len(data) >= 8:
        _, kind, _, length, padding = struct.unpack(HEADER, data[:8])
        if len(data) < 8 + length + padding:
            return False
        if kind == END:
            return True
        data = data[8 + length + padding:]
    return False


class Stream:
    """A connection on which anything may be sent."""

    def __init__(self, path, timeout=60):
        self.socket = socket.socket(socket.AF_UNIX)
        self.socket.settimeout(timeout)
        try:
            self.socket.connect(str(path))
        except OSError:
            self.socket.close()
            raise

    def send(self, *parts):
        for part in parts:
            self.socket.sendall(part)
        return self

    def wait_until_read(self):
        """Until the worker has taken all that was sent, and has had the time to begin with it."""
        wait_for(lambda: not self.unread(), what="the worker's reading")
        time.sleep(0.2)
        return self

    def unread(self):
        """Bytes that were sent and that nobody has read yet."""
        return struct.unpack("i", fcntl.ioctl(self.socket, termios.TIOCOUTQ, b"\0" * 4))[0]

    def end(self):
        """No more will be sent; what comes back is still read."""
        self.socket.shutdown(socket.SHUT_WR)
        return self

    def reply(self):
        """Whatever came back until the request's end, the peer's, or a reset."""
        data = b""
        try:
            while not has_ended(data) and (part := self.socket.recv(65536)):
                data += part
        except (ConnectionResetError, BrokenPipeError):
            pass
        return Reply(data)

    def close(self):
        self.socket.close()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()


def ask(path, page, timeout=60, **options):
    """A whole request on a connection of its own; options are those of variables()."""
    with Stream(path, timeout) as stream:
        try:
            stream.send(request_bytes(page, **options))
        except (ConnectionResetError, BrokenPipeError):
            pass
        return stream.reply()


# For the daemon of a test that sends malformed streams, in a sanitizer build: libfcgi asks for
# absurd amounts of memory (and then aborts, which costs one worker) and leaks a little. Neither
# is a fault of ours, and both would count as sanitizer reports.
SANITIZER_ENVIRONMENT = {
    "ASAN_OPTIONS": os.environ.get("ASAN_OPTIONS", "") + ":allocator_may_return_null=1",
    "LSAN_OPTIONS": f"suppressions={pathlib.Path(__file__).with_name('libfcgi.supp')}"
                    ":print_suppressions=0",
}
