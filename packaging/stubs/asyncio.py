"""Stands in for Python's asyncio in the bundle: SQLAlchemy imports it and we never await.

Python's own brings sockets and TLS along, and a tenth of a second.
"""

from inspect import iscoroutine as iscoroutine
from inspect import iscoroutinefunction as iscoroutinefunction

TimeoutError = TimeoutError  # SQLAlchemy asks of each error whether it is one of these two


class CancelledError(BaseException):
    """Never raised here."""
