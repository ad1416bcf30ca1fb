"""Engines: SQLAlchemy over SQLCipher for a file, over psycopg for PostgreSQL.

The SQLite driver runs in its own autocommit mode, and the transaction is begun by us: a deferred one would let two
writers both read and then fail at the first write, so acts begin `IMMEDIATE`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from .place import StorePlace

if TYPE_CHECKING:
    from sqlalchemy.engine import Engine

APPLICATION = 0x434D444B
"""`CMDK`, the application id inside the encrypted file."""
BUSY_SECONDS = 5.0
"""How long an act waits for another process."""


def connect_file(file: Path, key: bytes, busy: float = BUSY_SECONDS) -> Any:
    """One connection to an encrypted file that is there already (it is never made by opening it)."""
    from sqlcipher3 import dbapi2

    uri = f"{file.absolute().as_uri()}?mode=rw"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=busy)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # it would write on the screen
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(
            "SELECT count(*) FROM sqlite_master"
        ).fetchone()  # reads a page: here a wrong key shows
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA temp_store = MEMORY")  # nothing decrypted in temporary files
    except BaseException:
        connection.close()
        raise
    return connection


def file_engine(place: StorePlace, key: bytes, busy: float) -> Engine:
    """An engine on an encrypted file, for several threads."""
    from sqlalchemy import create_engine
    from sqlalchemy.pool import QueuePool
    from sqlcipher3 import dbapi2

    file = place.file
    assert file is not None
    return create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=lambda: connect_file(file, key, busy),
        poolclass=QueuePool,
        pool_size=2,
        max_overflow=6,
        hide_parameters=True,
    )


def server_engine(place: StorePlace, busy: float) -> Engine:
    """An engine on PostgreSQL; waiting for a lock ends as it does on a file."""
    from sqlalchemy import create_engine

    return create_engine(
        place.url,
        pool_size=2,
        pool_pre_ping=True,  # a server may have been started anew since the last act
        max_overflow=6,
        hide_parameters=True,
        connect_args={"options": f"-c lock_timeout={int(busy * 1000)}", "connect_timeout": 5},
    )


def engine_for(place: StorePlace, key: bytes, busy: float) -> Engine:
    """The engine of either kind of place."""
    return file_engine(place, key, busy) if place.file else server_engine(place, busy)
