"""P11: the recovery code opens the journal, and survives changes of everything else."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ifs_desktop import vault
from ifs_desktop.vault import Vault, code, key
from ifs_desktop.vault.errors import CodeIncomplete, CodeMistyped, WrongCode
from tests.helpers.figures import Figures, Rounds
from tests.vault.journals import CHEAP, CODE, PASSWORD, opens, texts, write

SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
STEPS = 8  # in one life


class Life:
    """One journal with a code, to which anything may happen in any order."""

    def __init__(self, path: Path, data_dir: Path, chance: random.Random) -> None:
        self.path, self.data_dir, self.chance = path, data_dir, chance
        self.password, self.code = PASSWORD, code.new()
        self.before: list[bytes] = []
        self.opened = vault.unlock(path, PASSWORD, data_dir=data_dir)
        self.opened.change_code(self.code)
        self.texts = texts(self.opened)

    def change_password(self) -> None:
        following = f"password {self.chance.random()}"
        current = self.chance.choice((self.password, self.code))
        self.opened.change_password(following, current=current, kdf=CHEAP)
        self.password = following

    def change_code(self) -> None:
        self.before.append(self.code)
        self.code = code.new()
        self.opened.change_code(self.code)

    def publish(self) -> None:
        self._write()
        self.opened.publish()

    def back_up(self) -> None:
        assert opens(self.opened.backup(vault.backup.DAILY), self.code)

    def lock_and_unlock(self) -> None:
        self._write()
        self.opened.close()
        self._unlock()

    def crash(self) -> None:
        self._write()
        self.opened.abandon()
        self._unlock()

    def lose_a_header(self) -> None:
        self.opened.close()
        with self.path.open("r+b") as file:
            file.seek(self.chance.choice((0, 4096)))
            file.write(bytes(4096))
        self._unlock()

    def _write(self) -> None:
        write(self.opened, text := f"text {len(self.texts)}")
        self.texts.append(text)

    def _unlock(self) -> None:
        by = self.chance.choice((self.password, code.read(code.spell(self.code).lower())))
        self.opened = vault.unlock(self.path, by, data_dir=self.data_dir)
        assert texts(self.opened) == self.texts

    def holds(self) -> None:
        """The code opens, none of the earlier ones does, and the password does too."""
        assert self.opened.has_code
        assert opens(self.path, self.code)
        assert opens(self.path, self.password)
        assert not any(opens(self.path, earlier) for earlier in self.before)


HAPPENINGS: tuple[Callable[[Life], None], ...] = (
    Life.change_password,
    Life.change_password,
    Life.change_code,
    Life.publish,
    Life.back_up,
    Life.lock_and_unlock,
    Life.crash,
    Life.lose_a_header,
)


def test_after_whatever_happens_in_any_order_the_code_opens(
    closed: Path, data_dir: Path, tmp_path: Path, rounds: Rounds, figures: Figures
) -> None:
    """P11."""
    content = closed.read_bytes()
    for number in range(rounds(4, 150)):
        closed.write_bytes(content)
        chance = random.Random(number)  # noqa: S311
        life = Life(closed, data_dir / str(number), chance)
        for _ in range(STEPS):
            chance.choice(HAPPENINGS)(life)
            life.holds()
        life.opened.close()
        recovered = vault.unlock(closed, life.code, data_dir=tmp_path / f"elsewhere {number}")
        assert texts(recovered) == life.texts
        recovered.close()
        figures.note("P11", "steps in chance order, the code opening after each", STEPS)


@pytest.fixture
def derived(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What a key was derived from, each time."""
    found: list[str] = []
    for name in ("from_password", "from_code", "expand"):
        real = getattr(key, name)

        def noting(
            *arguments: object, name: str = name, real: Callable[..., bytes] = real
        ) -> bytes:
            found.append(name)
            return real(*arguments)

        monkeypatch.setattr(key, name, noting)
    return found


def test_every_slip_of_one_sign_is_told_before_a_key_is_derived(
    journal: Vault,
    path: Path,
    data_dir: Path,
    derived: list[str],
    rounds: Rounds,
    figures: Figures,
) -> None:
    """P11: each wrong sign in each place, one left out, one too many, two neighbours swapped."""
    slips = 0
    for number in range(rounds(2, 50)):
        secret = CODE if number == 0 else code.new()
        journal.change_code(secret)
        if number == 0:
            journal.close()
        signs = code.spell(secret).replace("-", "")
        for slip in slips_of(signs):
            derived.clear()
            with pytest.raises((CodeMistyped, CodeIncomplete)):
                vault.unlock(path, code.read(slip), data_dir=data_dir)
            assert derived == []
            slips += 1
        if number == 0:
            journal = vault.unlock(path, code.read(signs), data_dir=data_dir)
            assert "from_code" in derived  # so it would have been seen
    journal.close()
    figures.note("P11", "slips told before a key was derived", slips)


def slips_of(signs: str) -> set[str]:
    found = set()
    for place, right in enumerate(signs):
        found |= {signs[:place] + sign + signs[place + 1 :] for sign in SIGNS + "U*"}
        found |= {signs[:place] + signs[place + 1 :], signs[:place] + right + signs[place:]}
        if place:
            found.add(signs[: place - 1] + right + signs[place - 1] + signs[place + 1 :])
    return found - {signs}


def test_a_whole_code_of_another_journal_is_wrong_and_not_mistyped(
    journal: Vault, path: Path, data_dir: Path
) -> None:
    """P11."""
    journal.change_code(CODE)
    journal.close()
    with pytest.raises(WrongCode):
        vault.unlock(path, code.read(code.spell(CODE[::-1])), data_dir=data_dir)
