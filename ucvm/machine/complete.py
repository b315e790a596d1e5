"""Completion of a line at the shell's prompt, from the machine's own files: commands, paths, variables.

It looks as the shell does that waits for the line: with its credentials, working directory and environment. It changes nothing.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from ucvm.kernel import tty
from ucvm.kernel.fs.inode import EXECUTE
from ucvm.kernel.fs.lookup import allowed
from ucvm.kernel.kernel import Kernel
from ucvm.kernel.records import Node, Process
from ucvm.kernel.syscall import KernelError
from ucvm.machine.machine import Machine

BUILTINS = (
    ".", ":", "alias", "bg", "break", "cd", "command", "continue", "eval", "exec", "exit", "export", "fg", "getopts", "hash", "jobs", "read",
    "readonly", "return", "set", "shift", "times", "trap", "type", "ulimit", "umask", "unalias", "unset", "wait",
)  # fmt: skip
"""What the shell knows without a file (POSIX, XCU 2.14 and 1.6) and no file of /bin has the name of."""
_KEYWORDS = ("if", "then", "else", "elif", "do", "while", "until", "!", "{", "(", "time")
_WORD = re.compile(r"(?:\\.|[^\s;|&()<>\\])*$")
_BEGINS = re.compile(rf"(?:^|[;|&(]|\b(?:{'|'.join(filter(str.isalpha, _KEYWORDS))}))\s*(?:\w+=\S*\s+)*$")
"""What stands before the name of a command."""
_SPECIAL = re.compile(r"""([\s\\'"`$&|;()<>*?\[\]#~!{}])""")


class Completion(NamedTuple):
    """What may stand from column `start` to the cursor. A directory ends with "/"; every other word is finished."""

    start: int
    words: tuple[str, ...]

    @property
    def common(self) -> str:
        """The longest beginning of all words."""
        if not self.words:
            return ""
        first, last = min(self.words), max(self.words)
        length = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
        return first[:length]


NOTHING = Completion(0, ())


def complete(machine: Machine, line: str, cursor: int) -> Completion:
    """The words that the one before the cursor may become; NOTHING where no shell waits for a line."""
    k = machine.kernel
    shell = _shell(k)
    if shell is None:
        return NOTHING
    before = line[:cursor]
    found = _WORD.search(before)
    start = found.start() if found else cursor
    word = before[start:]
    variable = re.search(r"\$\{?(\w*)$", word)
    if variable:
        names = sorted(name.decode("utf-8", "replace") for name in _environment(shell))
        return Completion(start + variable.start(1), tuple(name for name in names if name.startswith(variable[1])))
    if "/" not in word and not word.startswith("~") and _BEGINS.search(before[:start]):
        return Completion(start, tuple(sorted(_commands(k, shell, word))))
    return Completion(start, tuple(sorted(_paths(k, shell, word))))


def _shell(k: Kernel) -> Process | None:
    """The process that reads the terminal."""
    readers = k.processes.waiters.get(tty.INPUT, ())
    return k.process.get(readers[0]) if readers else None


def _environment(shell: Process) -> dict[bytes, bytes]:
    return {name: value for name, _, value in (word.partition(b"=") for word in shell.env)}


def _commands(k: Kernel, shell: Process, word: str) -> set[str]:
    found = {name for name in (*BUILTINS, *_KEYWORDS) if name.startswith(word)}
    for folder in _environment(shell).get(b"PATH", b"/bin").split(b":"):
        found |= {_quoted(name) for name, node in _names(k, shell, folder or b".", _plain(word)) if _executable(k, shell, node)}
    return found


def _executable(k: Kernel, shell: Process, node: Node) -> bool:
    inode = k.fs.inode(node)
    return inode.is_file and allowed(inode, shell.cred, EXECUTE)


def _paths(k: Kernel, shell: Process, word: str) -> Iterable[str]:
    """Names in the directory that the word names so far, as they would stand in the line."""
    head, slash, _ = word.rpartition("/")
    written = head + slash
    folder, prefix = _plain(written), _plain(word[len(written) :])
    if folder.startswith(b"~/"):
        folder = _environment(shell).get(b"HOME", b"/") + folder[1:]
    for name, node in _names(k, shell, folder or b".", prefix):
        if prefix.startswith(b".") or not name.startswith(b"."):
            yield written + _quoted(name) + ("/" if k.fs.inode(node).is_dir else "")


def _names(k: Kernel, shell: Process, folder: bytes, prefix: bytes) -> Iterable[tuple[bytes, Node]]:
    """Names in a directory that begin so, with what they lead to; nothing where one may not look."""
    try:
        at = k.fs.lookup(folder, shell.cwd, shell.cred)
        k.fs.permit(at, shell.cred, 4)
        names = [name for name, _, _ in k.fs.volume(at[0]).names(at[1])]
    except (KernelError, KeyError):
        return
    for name in names:
        if name.startswith(prefix) and name not in (b".", b".."):
            try:
                yield name, k.fs.lookup(folder + b"/" + name, shell.cwd, shell.cred)
            except KernelError:
                continue


def _plain(word: str) -> bytes:
    """The word without its backslashes."""
    return re.sub(r"\\(.)", r"\1", word).encode("utf-8", "surrogateescape")


def _quoted(name: bytes) -> str:
    """A name as a shell's word."""
    return _SPECIAL.sub(r"\\\1", name.decode("utf-8", "replace"))
