"""10,000 malformed requests: nothing dies, nothing is reported, and the site goes on as before."""

import collections
import concurrent.futures
import contextlib
import re
import select
import socket
import unittest

import fastcgi
from harness import Site
from malformed import HTTP_KINDS, STREAM_KINDS, http_requests, streams

# What may be answered; None where the request was cut, or so broken that nginx just closes.
# 501 (a transfer coding) and 505 (an HTTP version) are nginx's, and meant.
STATUSES = {None, 200, 204, 303, 304, 308, 400, 403, 404, 405, 411, 412, 413, 414, 415, 417, 421, 431, 501, 505}
THREADS = 16
# After this time without an answer, a request is taken for one that was cut: we say that no more
# comes. (Not before: nginx takes the end of what we send for a client that has gone.)
PATIENCE_SECONDS = 0.3
WATCHED = ["/", "/treatments/micro-needling", "/questions?page=1", "/search?q=pool", "/about",
           "/api/v1/faqs?limit=3", "/api/v1/treatments/micro-needling", "/nope"]


def all_answers(ask, requests):
    with concurrent.futures.ThreadPoolExecutor(THREADS) as threads:
        return list(threads.map(ask, requests))


class MalformedTest(unittest.TestCase):
    def check_statuses(self, requests, statuses):
        bad = [(status, request[:300]) for request, status in zip(requests, statuses)
               if status not in STATUSES]
        self.assertEqual([], bad[:5], f"{len(bad)} of {len(requests)}")

    def check_nobody_died(self, site):
        for event in ("worker-died", "worker-overdue", "opener", "database-lost", "header-refused"):
            self.assertEqual([], site.log_lines(f"event={event}"))
        readers, writers = re.search(r"readers=(\d+) writers=(\d+)", site.log()).groups()
        self.assertEqual(int(readers) + int(writers), len(site.log_lines("event=worker-started")))


class TestOverNginx(MalformedTest):
    def status_of(self, data):
        """Sends these bytes and no more; the status of the first answer."""
        with socket.create_connection(("127.0.0.1", self.site.port), 30) as client:
            answer = b""
            with contextlib.suppress(ConnectionError):
                client.sendall(data)
                if not select.select([client], [], [], PATIENCE_SECONDS)[0]:
                    client.shutdown(socket.SHUT_WR)
                while part := client.recv(65536):
                    answer += part
        found = re.match(rb"(?:HTTP/1\.1 100 .*\r\n\r\n)?HTTP/1\.1 (?!100)(\d{3}) ", answer)
        return int(found[1]) if found else None

    def watched(self):
        return [(answer.status, re.sub(r"urn:request:\w+", "", answer.text))
                for answer in map(self.site.get, WATCHED)]

    def test_eight_thousand_requests(self):
        requests = http_requests()
        self.assertEqual(8000, len(requests), HTTP_KINDS)
        with Site(arguments=("--time-limit", "5")) as self.site:
            before = self.watched()
            statuses = all_answers(self.status_of, requests)
            self.check_statuses(requests, statuses)
            self.check_nobody_died(self.site)
            self.assertEqual([], self.site.nginx_crashes())
            self.assertEqual(before, self.watched())
        self.check_variety(collections.Counter(statuses))

    def check_variety(self, counts):
        """That these requests do reach the daemon, and all its refusals."""
        for status, least in ((200, 1000), (400, 1000), (404, 300), (405, 50), (308, 5), (414, 50),
                              (413, 20), (431, 20), (204, 20), (None, 20)):
            self.assertGreaterEqual(counts[status], least, counts)


class TestOverFastCgi(MalformedTest):
    def status_of(self, data):
        """Sends a stream and ends it; the status of the answer, if there is any."""
        with fastcgi.Stream(self.site.reader_socket) as stream:
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                stream.send(data).end()
            return stream.reply().status or None

    def test_two_thousand_streams(self):
        requests = streams()
        self.assertEqual(2000, len(requests), STREAM_KINDS)
        with Site(nginx=False, arguments=("--time-limit", "5"),
                  environment=fastcgi.SANITIZER_ENVIRONMENT) as self.site:
            before = fastcgi.ask(self.site.reader_socket, "/treatments/micro-needling")
            statuses = all_answers(self.status_of, requests)
            self.check_statuses(requests, statuses)
            self.check_nobody_died(self.site)
            after = fastcgi.ask(self.site.reader_socket, "/treatments/micro-needling")
            self.assertEqual((200, before.body), (after.status, after.body))
        counts = collections.Counter(statuses)
        for status, least in ((200, 100), (400, 500), (404, 5), (405, 20), (414, 50), (413, 20), (421, 5), (308, 10),
                              (None, 300)):
            self.assertGreaterEqual(counts[status], least, counts)


if __name__ == "__main__":
    unittest.main()
