"""Web archives: WARC, plain or compressed, and WACZ, the zip file around them. All streamed."""

from __future__ import annotations

import gzip
import io
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from email.message import Message
from typing import IO, Any, BinaryIO
from zlib import MAX_WBITS, decompressobj
from zlib import error as ZlibError

from articles.ingest.pages import LARGEST, looks_like_html, parse_page, with_place
from articles.ingest.values import (
    Finished,
    NotAnArticleError,
    NothingHereError,
    Reading,
    Skipped,
    Unreadable,
)

GZIP = b"\x1f\x8b"
GZIP_WRAPPER = MAX_WBITS | 16
BLOCK = 1 << 16
IN_MEMORY = 1 << 24  # bytes of a record: a longer one goes through a file
PAGES = ("text/html", "application/xhtml+xml", "")
BROKEN = (EOFError, ZlibError, OSError, ValueError, KeyError)


def read_warc(stream: BinaryIO, source: str) -> Iterator[Reading]:
    """The article of every page that was captured, `line` being the number of the record.

    A record that is cut off or damaged ends the file: what follows cannot be found.
    """
    # Records come decompressed, so that a file compressed as one piece is read too.
    if isinstance(stream, gzip.GzipFile):
        with closing(WholeMembers(stream.fileobj)) as members:
            yield from read_records(members, source)
    else:
        yield from read_records(Eager(stream), source)


def read_records(stream: Eager | WholeMembers, source: str) -> Iterator[Reading]:
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    number = 0
    records = iter(ArchiveIterator(stream, arc2warc=True))
    while True:
        number += 1
        try:
            record = next(records)
            reading = read_record(record, source, number)
        except StopIteration:
            break
        except (ArchiveLoadFailed, AttributeError, *BROKEN) as error:  # the last: no address
            yield Unreadable(source, broken(error), number)
            return
        yield reading
    if number == 1:
        raise NotAnArticleError("no whole record of a web archive in it")


def broken(error: Exception) -> str:
    what = "cut off" if isinstance(error, (EOFError, CutOffError)) else "damaged"
    return f"{what} in this record: what follows cannot be read"


class Eager:
    """A stream that hands out what it has: asking for more would lose what stands before a cut."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream = stream

    def read(self, size: int = -1) -> bytes:
        return self.stream.read1(size)  # type: ignore[attr-defined,no-any-return]


class CutOffError(OSError):
    """The file ends too early. An EOFError would be taken for the end of the archive."""


class WholeMembers:
    """The content of a file of gzip members (RFC 1952), of each only when its checksum is right.

    A checksum stands behind what it is for: a damaged page must not be read before it is known.
    """

    def __init__(self, packed: Any) -> None:
        packed.seek(0)
        self.packed = packed
        self.content: IO[bytes] = io.BytesIO()
        self.left = b""
        self.fault: Exception | None = None
        self.whole = 0

    def read(self, size: int = -1) -> bytes:
        """What there is, at most `size` bytes. Raises CutOffError where the file ends too
        early, and zlib.error where it is damaged."""
        while not (found := self.content.read(size)):
            if self.fault:
                raise self.fault
            self.left = (self.left or self.packed.read(BLOCK)).lstrip(b"\0")  # padding of tapes
            if not self.left:
                return b""
            self.unpack_member()
        return found

    def close(self) -> None:
        self.content.close()

    def unpack_member(self) -> None:
        self.content.close()
        self.content = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - see close
        member = decompressobj(wbits=GZIP_WRAPPER)
        try:
            while not member.eof and (block := self.left or self.packed.read(BLOCK)):
                self.content.write(member.decompress(block, IN_MEMORY))
                self.left = member.unconsumed_tail or member.unused_data
        except ZlibError as error:
            self.fault = error
        if member.eof:
            self.whole += 1
        elif self.fault or self.whole:
            self.content.truncate(0)
        # An archive that was compressed as one piece and cut off is right up to there.
        self.fault = self.fault or (None if member.eof else CutOffError())
        self.content.seek(0)


def read_record(record: Any, source: str, number: int) -> Reading:
    """Raises EOFError for a record that is shorter than it says."""
    kind, address = record.rec_type, record.rec_headers.get_header("WARC-Target-URI") or ""
    if not kind or record.rec_headers.get_header("Content-Length") is None:
        raise EOFError
    media_type, charset = content_type(record)
    payload = b""
    if kind in ("response", "resource") and media_type in PAGES:
        payload = record.content_stream().read(LARGEST + 1)
    while record.raw_stream.read(1 << 16):
        pass
    if len(payload) <= LARGEST and getattr(record.raw_stream, "limit", 0) > 0:
        raise EOFError
    if not payload or status_of(record) != "200" or not looks_like_html(payload):
        return Skipped(source, "", number)
    try:
        captured_at = capture_time(record.rec_headers.get_header("WARC-Date"))
        return with_place(
            parse_page(payload, address.strip("<>"), charset, captured_at), source, number
        )
    except NothingHereError as error:
        return Skipped(source, f"{address}: {error}", number)
    except NotAnArticleError as error:
        return Unreadable(source, f"{address}: {error}", number)


def status_of(record: Any) -> str:
    """A resource that was kept without its answer counts as had."""
    return record.http_headers.get_statuscode() if record.http_headers else "200"


def content_type(record: Any) -> tuple[str, str]:
    headers = record.http_headers or record.rec_headers
    message = Message()
    message["content-type"] = headers.get_header("Content-Type") or ""
    stated = message["content-type"].partition(";")[0].strip().casefold()
    return stated, str(message.get_param("charset", "") or "")


def capture_time(text: str | None) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def read_wacz(packed: BinaryIO, source: str) -> Iterator[Reading]:
    """Every WARC in the zip file."""
    try:
        with zipfile.ZipFile(packed) as archive:
            names = [name for name in archive.namelist() if is_warc(name)]
            if not names:
                raise NotAnArticleError("a zip file without a web archive: unpack it first")
            for name in names:
                yield from read_member(archive, name, f"{source}/{name}")
    except (zipfile.BadZipFile, NotImplementedError) as error:
        raise NotAnArticleError(f"damaged or cut off: {str(error).rstrip('.')}") from None


def is_warc(name: str) -> bool:
    return name.casefold().endswith((".warc", ".warc.gz"))


def read_member(archive: zipfile.ZipFile, name: str, source: str) -> Iterator[Reading]:
    try:
        with archive.open(name) as stream:
            yield from read_warc(unpacked(stream), source)  # type: ignore[arg-type]
        yield Finished(source)
    except NotAnArticleError as error:
        yield Unreadable(source, str(error))
    except (RuntimeError, *BROKEN) as error:
        yield Unreadable(source, f"cannot be unpacked: {error}")


def unpacked(stream: BinaryIO) -> BinaryIO:
    """`stream`, which must be able to peek, without its compression if it has any."""
    head = stream.peek(2)[:2]  # type: ignore[attr-defined]
    return gzip.GzipFile(fileobj=stream) if head == GZIP else stream  # type: ignore[return-value]
