"""What is kept in a journal and how it changes. Usable without Qt or a display.

>>> from ifs_desktop import vault
>>> from ifs_desktop.store import Store
>>> opened = vault.unlock(path, password, data_dir=folder)        # doctest: +SKIP
>>> store = Store.open(opened)                                    # doctest: +SKIP
"""

from ifs_desktop.store.changes import Change, Ref, Step
from ifs_desktop.store.store import Store

__all__ = ["Change", "Ref", "Step", "Store"]
