"""About: version, licence, and what was built on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ifs_desktop import __version__
from ifs_desktop.ui import ask


def show(parent: QWidget) -> None:
    """A short answer in our own look."""
    words = QCoreApplication.translate(
        "About",
        "Version {version}. Free software under the GNU General Public License, version 3 or"
        " later, without any warranty. Built with Qt for Python, SQLCipher, SQLAlchemy,"
        " cryptography, Markdown, nh3, Alembic, PyYAML and zxcvbn. Icons from Lucide. Password"
        " words from the Electronic Frontier Foundation.",
    )
    ask.tell(
        parent,
        QCoreApplication.translate("About", "IFS Desktop"),
        words.format(version=__version__),
    )
