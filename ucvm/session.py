"""One machine from its options to its end: what is mounted, how it starts or goes on, and what is recorded, kept and written back.

A door gets the machine from `open`, tells the session's keeper what it saw, and calls `end` when it is left.
"""

import os
import sys
from collections.abc import Callable
from contextlib import ExitStack, closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ucvm.kernel.module import BootError
from ucvm.machine.events import MountFolder, SetMode, SetOutput
from ucvm.machine.folder import Entry, Tree, get_tree
from ucvm.machine.machine import Machine
from ucvm.machine.setup import Setup
from ucvm.services.hostfolder import Mount, MountError, parse_mount, read_tree, write_back
from ucvm.services.keeper import Keeper
from ucvm.usage import UsageError

if TYPE_CHECKING:
    from ucvm.hw.engines.base import Engine
    from ucvm.kernel.fs.image import Image
    from ucvm.replay.runfile import Recorder
    from ucvm.services.machines import Kept, MachineFolder
    from ucvm.state.artifact import Document

SCRIPTS = "/tmp/.host"
"""Where a host file that is run appears in the machine."""


class Wishes(NamedTuple):
    """What the command line says about the machine.

    `mounts` are HOST:GUEST[:ro] texts; `name` is the kept machine, None for one that is forgotten; `starting` names the options given that
    only a starting machine can follow; `mode` and `output` None leave a machine that goes on as it was.
    """

    name: str | None = None
    mounts: tuple[str, ...] = ()
    mode: str | None = None
    output: str | None = None
    starting: tuple[str, ...] = ()
    state: Path | None = None
    record: Path | None = None


class Session:
    """A machine between its door and the host. Raises UsageError."""

    def __init__(self, wishes: Wishes, image: "Callable[[], Image]", engine: "Engine") -> None:
        self.wishes = wishes
        self.keeper = Keeper()
        self._image, self._engine = image, engine
        self._recorder: Recorder | None = None
        self._held = ExitStack()
        try:
            self._mounts = [(mount, read_tree(mount.host)) for mount in map(parse_mount, wishes.mounts)]
        except MountError as error:
            raise UsageError(str(error)) from None

    def open(self, setup: Setup, files: dict[str, bytes] | None = None) -> Machine:
        """The machine: started from `setup` (with `files` in SCRIPTS), or, for a login, going on where it was left."""
        folder, kept = self._kept()
        console, image = b"", None
        if kept is not None and not kept.halted:
            if setup.argv is not None:
                raise UsageError(f"machine {self.wishes.name} is in the middle of a session: open it without a command and exit first")
            machine = self._go_on(kept)
            console = kept.console + b"".join(data for _, data in machine.take_output())
        else:
            image = self._image() if kept is None else kept.disk()
            if folder is not None:
                folder.history().clear()
            machine = self._start(setup, image, files or {})
        self.keeper = Keeper(folder, self.wishes.state, console)
        self.keeper.write(machine)
        return machine

    def _kept(self) -> "tuple[MachineFolder | None, Kept | None]":
        if self.wishes.name is None:
            return None, None
        from ucvm.services.machines import MachineError, MachineFolder

        try:
            folder = self._held.enter_context(closing(MachineFolder(self.wishes.name)))
            return folder, folder.read()
        except MachineError as error:
            raise UsageError(str(error)) from None

    def _start(self, setup: Setup, image: "Image", files: dict[str, bytes]) -> Machine:
        mounts = [_mounting(mount, tree) for mount, tree in self._mounts]
        if files:
            mounts.append(MountFolder(SCRIPTS, tuple((os.fsencode(name), Entry(0o100755, data, 0)) for name, data in files.items()), True))
        setup = setup._replace(mounts=tuple(mounts))
        try:
            machine = setup.boot(image, engine=self._engine, auto_advance=setup.argv is not None)
        except BootError as error:
            raise UsageError(str(error)) from None
        self._record(machine, setup)
        return machine

    def _go_on(self, kept: "Kept") -> Machine:
        from ucvm.replay.player import DivergenceError, repeat
        from ucvm.state.artifact import ArtifactError

        if self.wishes.starting:
            options = ", ".join(self.wishes.starting)
            raise UsageError(f"machine {self.wishes.name} goes on where it was: {options} needs one that starts (exit in it, or --fresh)")
        try:
            machine = Machine.from_document(kept.document, kept.image, engine=self._engine)
            machine.sequence = kept.sequence
            repeat(machine, kept.inputs)
        except (ArtifactError, DivergenceError) as error:
            raise UsageError(f"machine {self.wishes.name} cannot go on: {error}; use --fresh or another --machine NAME") from None
        self._record(machine, machine.document())
        self._change(machine)
        return machine

    def _change(self, machine: Machine) -> None:
        """What may change of a machine that goes on: its modes, and folders of the host, which are brought up to date."""
        try:
            for mount, tree in self._mounts:
                machine.send(_mounting(mount, tree))
        except BootError as error:
            raise UsageError(str(error)) from None
        if self.wishes.mode:
            machine.send(SetMode(self.wishes.mode))
        if self.wishes.output:
            machine.send(SetOutput(self.wishes.output))

    def _record(self, machine: Machine, start: "Setup | Document") -> None:
        if self.wishes.record is None:
            return
        from ucvm.replay.runfile import Recorder

        try:
            file = self._held.enter_context(self.wishes.record.open("w", encoding="utf-8"))
        except OSError as error:
            raise UsageError(f"{self.wishes.record}: {error.strerror}") from None
        self._recorder = Recorder(file, machine, start)

    def end(self, machine: Machine) -> None:
        """Write changed files of mounts back, the state to where it is kept, and the end of the record; what fails is said."""
        try:
            for mount, before in self._mounts:
                if not mount.read_only:
                    write_back(mount.host, before, get_tree(machine.kernel.fs, os.fsencode(mount.guest)))
        except MountError as error:
            _complain(str(error))
        if self._recorder is not None:
            self._recorder.close()
        self.keeper.rest(machine)
        self._held.close()
        for problem, where in ((self._recorder and self._recorder.problem, self.wishes.record), (self.keeper.problem, self.wishes.state)):
            if problem:
                _complain(f"{problem.filename or where}: {problem.strerror}")


def _mounting(mount: Mount, tree: Tree) -> MountFolder:
    return MountFolder(mount.guest, tuple(tree.items()), mount.read_only)


def _complain(message: str) -> None:
    print(f"ucvm: {message}", file=sys.stderr)
