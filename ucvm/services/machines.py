"""Machines that live on between sessions (`--machine NAME`), each in a folder of its own, and the artifact on disk.

    lock         held while the machine is open
    NAME.img     the disk image under the state, named by its contents
    state.json   the artifact "UCVM State": at the start, at prompts, now and then, at the end
    journal      what the console had printed by then, and every input since then
    lines        what was typed at the prompt, for the doors' line editors
    history.db   checkpoints and inputs before that, as far back as room allows

A machine that was left goes on where it was, also when its door was killed; one that was halted starts from its disk.
"""

import fcntl
import os
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ucvm.kernel.fs.image import Image
from ucvm.machine.events import Logged
from ucvm.machine.machine import Machine
from ucvm.replay.history import History, HistoryError
from ucvm.replay.journal import Journal, read_journal
from ucvm.replay.ring import Position
from ucvm.state import artifact

if TYPE_CHECKING:
    from ucvm.state.artifact import Document

DEFAULT = "default"


class MachineError(Exception):
    """The machine cannot be opened; the message says what to do."""


class Kept(NamedTuple):
    """What a folder holds: the state, the disk image under it, what the console had printed, the number of the next input then, the inputs since."""

    document: "Document"
    image: Image
    console: bytes
    sequence: int
    inputs: tuple[Logged, ...]

    @property
    def halted(self) -> bool:
        """Whether the machine had been switched off."""
        return not self.inputs and bool(self.document["modules"]["core"]["vars"]["halted"])

    def disk(self) -> Image:
        """Its disk alone, to boot from."""
        from ucvm.hw.memory import Ram
        from ucvm.machine.restore import restore

        return Image.from_store(restore(self.document, self.image.tables, Ram()))


def machines_folder() -> Path:
    """Where machines are kept: UCVM_STATE, else the user's state folder."""
    if "UCVM_STATE" in os.environ:
        return Path(os.environ["UCVM_STATE"])
    return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state", "ucvm", "machines")


class MachineFolder:
    """The folder of one machine, locked until it is closed. Raises MachineError."""

    def __init__(self, name: str) -> None:
        if not name or "/" in name or name.startswith("."):
            raise MachineError(f"{name!r} cannot be the name of a machine: use letters, digits, - and _")
        self.name, self.path = name, machines_folder() / name
        self._journal: Journal | None = None
        self._history: History | None = None
        try:
            self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._lock = os.open(self.path / "lock", os.O_WRONLY | os.O_CREAT, 0o600)
        except OSError as error:
            raise MachineError(f"{self.path}: {error.strerror}; UCVM_STATE names another folder for machines") from None
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.close()
            raise MachineError(f"machine {name} is open elsewhere; choose another with --machine NAME, or --fresh") from None

    @property
    def problem(self) -> OSError | None:
        """Why inputs could not be written."""
        return self._journal.problem if self._journal else None

    def close(self) -> None:
        """Let others open the machine."""
        if self._journal is not None:
            self._journal.close()
        if self._history is not None:
            self._history.close()
        os.close(self._lock)

    def read(self) -> Kept | None:
        """What was kept last, None for a new machine; raises MachineError when it is damaged."""
        state = self.path / "state.json"
        if not state.exists():
            return None
        try:
            document = artifact.parse(state.read_bytes())
            image = Image.unpack(self._image_path(document).read_bytes())
            return Kept(document, image, *read_journal(self._journal_path, document["checksum"]))
        except (ValueError, KeyError, OSError) as error:
            raise self.broken(error) from None

    def history(self) -> History:
        """The past. One that cannot be read is set aside: the machine goes on without."""
        if self._history is None:
            path = self.path / "history.db"
            try:
                self._history = History(path)
            except HistoryError:
                path.replace(path.with_suffix(".damaged"))
                self._history = History(path)
        return self._history

    def broken(self, error: Exception) -> MachineError:
        """The state cannot be used: why, and the ways out."""
        return MachineError(f"machine {self.name} cannot go on: {error}; use --fresh or another --machine NAME, or remove {self.path}")

    def write(self, machine: Machine, document: "Document", console: bytes) -> None:
        """Keep a state, whole or not at all; raises OSError."""
        image = self._image_path(document)
        if not image.exists():
            assert isinstance(machine.image, Image)
            artifact.replace(image, machine.image.pack())
        self.history().keep(document, Position(machine.ticks, machine.sequence), machine.log)
        artifact.write(self.path / "state.json", document)
        self._journal = self._journal or Journal(self._journal_path, machine)
        self._journal.begin(document["checksum"], console)
        for other in self.path.glob("*.img"):
            if other != image:
                other.unlink()

    @property
    def _journal_path(self) -> Path:
        return self.path / "journal"

    def _image_path(self, document: "Document") -> Path:
        return self.path / f"{document['modules']['fs']['blocks']['base'][:16]}.img"
