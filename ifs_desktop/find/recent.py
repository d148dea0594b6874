"""Where one was last: kept as view state inside the journal, and nowhere else."""

from __future__ import annotations

from ifs_desktop.store import Ref, Store

KEY = "recent"
_MOST = 12
# Kinds that are places of their own; a turn is a spot in one.
KINDS = frozenset({"profile", "dialogue", "map", "entry", "exercise", "mediation", "page"})


class Recent:
    """The last places, the latest first. It is written when asked, not at each step."""

    def __init__(self, store: Store) -> None:
        self._store = store
        kept = store.state(KEY, [])
        self._refs = [Ref(str(kind), row_id, str(anchor)) for kind, row_id, anchor in kept]

    def note(self, ref: Ref) -> None:
        """One is there now."""
        if ref.kind in KINDS:
            plain = ref if ref.kind in ("page", "exercise") else Ref(ref.kind, ref.id)
            self._refs = [plain, *(one for one in self._refs if one != plain)][:_MOST]

    def refs(self) -> tuple[Ref, ...]:
        """The latest first."""
        return tuple(self._refs)

    def keep(self) -> None:
        """Write it down."""
        self._store.set_state(KEY, [[ref.kind, ref.id, ref.anchor] for ref in self._refs])
