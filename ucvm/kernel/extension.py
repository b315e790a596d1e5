"""Extensions (specification 11): system calls and services that are added while the machine runs; call 84.

An extension is a host object that a door makes available under its name; which ones are loaded is state. A restored machine loads the same ones
again, and refuses by name when one is missing.
"""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.errno import Errno
from ucvm.kernel.delegation import DelegationService
from ucvm.kernel.syscall import Arguments, KernelError, SystemCall, system_call
from ucvm.state.store import Table

if TYPE_CHECKING:
    from ucvm.kernel.kernel import Kernel

FIRST_NUMBER, LAST_NUMBER = 100, 199
LOAD, UNLOAD = 0, 1


class Metadata(NamedTuple):
    """Who an extension is."""

    name: str
    version: str
    author: str
    description: str


def _nothing(kernel: "Kernel") -> None:
    """No hook."""


class Extension(NamedTuple):
    """One extension: what it adds, and its hooks."""

    metadata: Metadata
    syscalls: tuple[SystemCall, ...] = ()
    services: tuple[DelegationService, ...] = ()
    on_load: Callable[["Kernel"], None] = _nothing
    on_unload: Callable[["Kernel"], None] = _nothing


class ExtensionManager:
    """Available and loaded extensions of one machine."""

    def __init__(self, kernel: "Kernel") -> None:
        self.k = kernel
        self.loaded: Table[str, str] = kernel.store.table("extension.loaded")
        self.available: dict[str, Extension] = {}
        self.attached: dict[str, Extension] = {}

    def offer(self, extension: Extension) -> None:
        """Make an extension loadable by its name; ValueError when it is not sound."""
        self._validate(extension)
        self.available[extension.metadata.name] = extension

    def _validate(self, extension: Extension) -> None:
        name = extension.metadata.name
        if not name or not extension.metadata.version:
            raise ValueError("an extension needs a name and a version")
        for call in extension.syscalls:
            if not FIRST_NUMBER <= call.number <= LAST_NUMBER:
                raise ValueError(f"extension {name}: system call {call.number} ({call.name}) is not in {FIRST_NUMBER}–{LAST_NUMBER}")

    def load(self, name: str) -> None:
        """Register what the extension brings; KernelError(ENOENT) for an unknown name, EEXIST when it is loaded or a number is taken."""
        extension = self.available.get(name)
        if extension is None:
            raise KernelError(Errno.ENOENT)
        if name in self.loaded or any(call.number in self.k.calls.calls for call in extension.syscalls):
            raise KernelError(Errno.EEXIST)
        self._attach(extension)
        self.loaded[name] = extension.metadata.version

    def _attach(self, extension: Extension) -> None:
        for call in extension.syscalls:
            self.k.calls.register(call)
        for service in extension.services:
            self.k.delegation.register(service)
        self.attached[extension.metadata.name] = extension
        extension.on_load(self.k)

    def unload(self, name: str) -> None:
        """Take it away again; KernelError(ENOENT) when it is not loaded."""
        if name not in self.loaded:
            raise KernelError(Errno.ENOENT)
        self._detach(self.attached.pop(name))
        del self.loaded[name]

    def _detach(self, extension: Extension) -> None:
        extension.on_unload(self.k)
        for call in extension.syscalls:
            self.k.calls.unregister(call.number)
        for service in extension.services:
            self.k.delegation.services.pop(service.name, None)

    def match(self) -> None:
        """After a restore: attach what the state says is loaded, detach what it does not; LookupError names what is missing."""
        for name in sorted(set(self.attached) - set(self.loaded)):
            self._detach(self.attached.pop(name))
        self.require(self.loaded)
        for name in self.loaded:
            if name not in self.attached:
                self._attach(self.available[name])

    def require(self, loaded: Mapping[str, str]) -> None:
        """LookupError unless the extensions (name → version) that a state needs are here."""
        for name, version in loaded.items():
            found = self.attached.get(name) or self.available.get(name)
            if found is None or found.metadata.version != version:
                raise LookupError(f"this machine needs the extension {name} {version}; install it and try again")


@system_call("extension")
def sys_extension(k: "Kernel", pid: int, args: Arguments) -> int:
    """extension(op, name): load 0, unload 1."""
    name = k.string_in(pid, args[1]).decode("utf-8", "replace")
    if args[0] not in (LOAD, UNLOAD):
        raise KernelError(Errno.EINVAL)
    (k.extensions.load if args[0] == LOAD else k.extensions.unload)(name)
    return 0
