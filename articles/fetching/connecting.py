"""Sessions of requests whose every connection goes to an address that was checked."""

from __future__ import annotations

import socket
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

from articles.fetching.addresses import resolve
from articles.fetching.policy import FetchPolicy, MayPassError


def session_for(policy: FetchPolicy) -> requests.Session:
    """A session that takes no proxy, netrc or cookie from its surroundings."""
    session = requests.Session()
    session.trust_env = False
    session.headers["User-Agent"] = policy.agent
    session.headers["Accept-Language"] = "en-GB, en;q=0.9, cy;q=0.8"
    adapter = CheckedAdapter(policy)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


class CheckedAdapter(HTTPAdapter):
    def __init__(self, policy: FetchPolicy) -> None:
        self.pools = pools_for(policy)
        super().__init__(max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = self.pools


def pools_for(policy: FetchPolicy) -> dict[str, type]:
    def connect(connection: HTTPConnection) -> socket.socket:
        return connected(connection._dns_host, connection.port, policy)

    class Plain(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

    class Secure(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def connected(host: str, port: int, policy: FetchPolicy) -> socket.socket:
    """A socket to the first address of a host that answers."""
    for family, kind, protocol, _, place in resolve(host, port, policy.allow_private):
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(policy.patience)
        try:
            connection.connect(place)
        except OSError:
            connection.close()
            continue
        return connection
    raise MayPassError(f"{host} does not answer on port {port}")
