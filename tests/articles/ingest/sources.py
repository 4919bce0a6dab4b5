"""Sources about invented people and places, whole ones and parts to break."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from uuid import UUID

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

PARAGRAPHS = (
    "The ferry to Saltmarsh will sail again in May, the harbour board told a crowded meeting.",
    "Una Pike, who keeps the pier, said: “We have waited for it for two winters.”",
    "Its engine was mended in a yard up the coast, at a cost that nobody would name.",
)
BODY = "\n\n".join(PARAGRAPHS)
STORY = {
    "url": "https://echo.example/ferry",
    "headline": "Ferry to Saltmarsh to sail again",
    "body": BODY,
    "published_at": "2021-03-05T10:00:00+00:00",
    "publisher": {"name": "Harrowmere Echo"},
}


def story(name: str = "ferry", **changes: object) -> dict:
    """Article JSON with an address of its own."""
    return STORY | {"url": f"https://echo.example/{name}"} | changes


def article_json(name: str = "ferry", **changes: object) -> bytes:
    return json.dumps(story(name, **changes), ensure_ascii=False).encode()


def page(
    headline: str = "Ferry to Saltmarsh to sail again",
    head: str = "",
    paragraphs: tuple[str, ...] = PARAGRAPHS,
    html: str = '<html lang="en">',
    charset: str = "utf-8",
) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<!doctype html>{html}<head><meta charset="{charset}"><title>{headline} | Echo</title>'
        f"{head}</head><body><nav><a href='/'>Home</a></nav><article><h1>{headline}</h1>{text}"
        "</article><footer>About us</footer></body></html>"
    ).encode("utf-8" if charset == "utf-8" else "cp1252", "replace")


def linked_data(value: object) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return f'<script type="application/ld+json">{text}</script>'


def canonical(url: str) -> str:
    return f'<link rel="canonical" href="{url}">'


def warc(*pages: tuple[str, bytes, str], compressed: bool = True, **headers: str) -> bytes:
    """A web archive of pages: address, bytes, and the moment of capture."""
    kept = io.BytesIO()
    writer = WARCWriter(kept, gzip=compressed)
    for number, (url, body, captured_at) in enumerate(pages):
        named = [(name.replace("_", "-"), value) for name, value in headers.items()]
        answer = StatusAndHeaders(
            "200 OK", [("Content-Type", "text/html; charset=utf-8"), *named], protocol="HTTP/1.1"
        )
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=io.BytesIO(body),
                http_headers=answer,
                warc_headers_dict={
                    "WARC-Date": captured_at,
                    "WARC-Record-ID": f"<urn:uuid:{UUID(int=number)}>",  # by itself, a random one
                },
            )
        )
    return kept.getvalue()


def captured(name: str = "ferry", at: str = "2021-03-06T08:00:00Z") -> tuple[str, bytes, str]:
    return f"https://echo.example/{name}", page(), at


def zipped_files(**files: bytes) -> bytes:
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return kept.getvalue()


def wacz(**archives: bytes) -> bytes:
    return zipped_files(**{f"archive/{n}.warc.gz": raw for n, raw in archives.items()})


def wordpress(*items: str, end: str = "</channel></rss>") -> bytes:
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">'
        "<channel><title>Harrowmere Echo</title><link>https://echo.example</link>"
        "<wp:author><wp:author_login>upike</wp:author_login>"
        "<wp:author_display_name>Una Pike</wp:author_display_name></wp:author>"
        + "\n".join(items)
        + end
    ).encode()


def post(
    name: str = "ferry", title: str = "Ferry to sail again", body: str = BODY,
    status: str = "publish", kind: str = "post", date: str = "2021-07-05 09:00:00",
) -> str:  # fmt: skip
    return (
        f"<item><title>{title}</title><link>https://echo.example/{name}</link>"
        f"<dc:creator>upike</dc:creator><content:encoded><![CDATA[{body}]]></content:encoded>"
        f"<wp:post_date_gmt>{date}</wp:post_date_gmt><wp:status>{status}</wp:status>"
        f"<wp:post_type>{kind}</wp:post_type></item>"
    )


def rss(*items: str, end: str = "</channel></rss>") -> bytes:
    return (
        '<?xml version="1.0"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        "<title>Harrowmere Echo</title>" + "".join(items) + end
    ).encode()


def entry(link: str, title: str = "Ferry", full: str = "", date: str = "") -> str:
    content = f"<content:encoded><![CDATA[{full}]]></content:encoded>" if full else ""
    dated = f"<pubDate>{date}</pubDate>" if date else ""
    return (
        f"<item><title>{title}</title><link>{link}</link>{dated}"
        f"<description>It sails.</description>{content}</item>"
    )


def sitemap(*urls: str, end: str = "</urlset>") -> bytes:
    listed = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}{end}'.encode()


def flipped(raw: bytes, at: int) -> bytes:
    """`raw` with some bytes damaged."""
    return raw[:at] + bytes(byte ^ 0xFF for byte in raw[at : at + 8]) + raw[at + 8 :]


def packed(raw: bytes) -> bytes:
    return gzip.compress(raw)
