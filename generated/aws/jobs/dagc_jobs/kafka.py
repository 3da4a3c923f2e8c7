"""A Kafka cluster, asked for its brokers and topics by Kafka's own protocol.

Source: https://kafka.apache.org/protocol, Metadata (3) in version 4, which brokers from 0.11 to 4 answer: the first
in which a question for a topic does not make it.
"""

from __future__ import annotations

import socket
import ssl
import struct
from collections.abc import Sequence
from dataclasses import dataclass

from dagc_jobs.errors import TRY_AGAIN, JobError

METADATA = 3
VERSION = 4
CLIENT = b"dagc_jobs"
LONGEST_ANSWER = 64 << 20
# What errors of a topic or partition mean.
ERRORS = {3: "is not there", 5: "has no leader", 9: "has a replica that is not available", 29: "may not be described"}


@dataclass(frozen=True)
class Topic:
    name: str
    error: int
    # Number and error of each partition that has one.
    partitions: int
    leaderless: tuple[int, ...]
    # Partitions of which a replica does not keep up.
    lagging: tuple[int, ...]


@dataclass(frozen=True)
class Cluster:
    brokers: int
    topics: tuple[Topic, ...]


class Answer:
    """Bytes of the protocol, read from the left."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.place = 0

    def take(self, count: int) -> bytes:
        if count < 0 or self.place + count > len(self.data):
            raise JobError("the broker sends an answer that ends too early")
        found = self.data[self.place : self.place + count]
        self.place += count
        return found

    def number(self, form: str) -> int:
        (value,) = struct.unpack(f">{form}", self.take(struct.calcsize(form)))
        return int(value)

    def text(self) -> str | None:
        length = self.number("h")
        return None if length < 0 else self.take(length).decode("utf-8", "replace")

    def count(self) -> int:
        # An array of nothing may be one of length -1.
        return max(0, self.number("i"))


def cluster(host: str, port: int, topics: Sequence[str], seconds: float, encrypted: bool = False) -> Cluster:
    """The cluster that a broker belongs to, with these topics."""
    body = struct.pack(">i", len(topics))
    for topic in topics:
        name = topic.encode("utf-8")
        body += struct.pack(">h", len(name)) + name
    body += b"\0"
    try:
        with socket.create_connection((host, port), timeout=seconds) as plain:
            stream = ssl.create_default_context().wrap_socket(plain, server_hostname=host) if encrypted else plain
            stream.settimeout(seconds)
            answer = exchanged(stream, METADATA, VERSION, body)
    except OSError as error:
        raise JobError(f"the broker {host}:{port} does not answer: {error}", TRY_AGAIN) from None
    return read(answer)


def exchanged(stream: socket.socket, key: int, version: int, body: bytes) -> Answer:
    head = struct.pack(">hhih", key, version, 1, len(CLIENT)) + CLIENT
    stream.sendall(struct.pack(">i", len(head + body)) + head + body)
    (length,) = struct.unpack(">i", received(stream, 4))
    if not 4 <= length <= LONGEST_ANSWER:
        raise JobError("what answers is no Kafka broker")
    answer = Answer(received(stream, length))
    if answer.number("i") != 1:
        raise JobError("what answers is no Kafka broker")
    return answer


def received(stream: socket.socket, count: int) -> bytes:
    found = b""
    while len(found) < count:
        part = stream.recv(min(65_536, count - len(found)))
        if not part:
            raise JobError("the broker ends the connection; does it want another protocol, such as TLS?", TRY_AGAIN)
        found += part
    return found


def read(answer: Answer) -> Cluster:
    # For how long it holds back who asks too often.
    answer.number("i")
    brokers = answer.count()
    for _ in range(brokers):
        answer.number("i")
        answer.text()
        answer.number("i")
        answer.text()
    # The cluster's id, and who controls it.
    answer.text()
    answer.number("i")
    topics: list[Topic] = []
    for _ in range(answer.count()):
        error = answer.number("h")
        name = answer.text() or ""
        answer.number("b")
        leaderless: list[int] = []
        lagging: list[int] = []
        partitions = answer.count()
        for _ in range(partitions):
            answer.number("h")
            number, leader = answer.number("i"), answer.number("i")
            replicas = [answer.number("i") for _ in range(answer.count())]
            in_sync = [answer.number("i") for _ in range(answer.count())]
            if leader < 0:
                leaderless.append(number)
            elif len(in_sync) < len(replicas):
                lagging.append(number)
        topics.append(Topic(name, error, partitions, tuple(leaderless), tuple(lagging)))
    return Cluster(brokers, tuple(topics))
