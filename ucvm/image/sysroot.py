"""What a program is built against: libc's headers and libc itself, from ucvm/userland and the generated parts.

Names below `ucvm/` stand for our own sources wherever the package lies: ucvm/include, ucvm/lib, ucvm/bin, ucvm/shell. They are what
diagnostics and debug lines show, so an image does not depend on the host's folders.
"""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

from ucvm.image import headers
from ucvm.toolchain.cli import Target
from ucvm.toolchain.driver import Progress, SourceTree, Toolchain, build_archive
from ucvm.toolchain.objfile import Archive

INCLUDE = "ucvm/include"
SYSTEM_INCLUDE = "/usr/include"
"""Where the headers seem to be for who compiles inside the machine."""
_PACKAGE = Path(__file__).parent.parent
_FOLDERS = {"include": "userland/include", "lib": "userland/lib", "bin": "userland/bin", "shell": "shell"}


@cache
def tree() -> SourceTree:
    """Our own sources by name: the folders above, and the generated files in memory."""
    roots = tuple((f"ucvm/{name}/", str(_PACKAGE / folder)) for name, folder in _FOLDERS.items())
    return SourceTree({f"ucvm/{path}": text for path, text in headers.generate().items()}, roots)


def system_tree(others: Callable[[str], bytes]) -> SourceTree:
    """What names mean inside the machine: the headers at SYSTEM_INCLUDE, our own sources for who looks at libc, and `others` for everything else."""
    own = tree()
    headers = {SYSTEM_INCLUDE + name[len(INCLUDE) :]: text for name, text in own.files.items() if name.startswith(f"{INCLUDE}/")}
    return SourceTree(headers | dict(own.files), ((f"{SYSTEM_INCLUDE}/", str(_PACKAGE / _FOLDERS["include"])), *own.roots), others)


def toolchain(cache_dir: str | None = None) -> Toolchain:
    """The toolchain set up for programs of the machine."""
    return Toolchain(tree=tree(), include_dirs=(INCLUDE,), cache=cache_dir)


def sources(folder: str) -> list[str]:
    """Names of the .c and .s files of one of our folders, in order: sources("lib") gives ucvm/lib/…"""
    found = {f"ucvm/{folder}/{path.name}" for path in _host(folder).iterdir() if path.suffix in (".c", ".s")}
    return sorted(found | {name for name in tree().files if name.startswith(f"ucvm/{folder}/")})


def programs() -> list[tuple[str, tuple[str, ...]]]:
    """(name, sources) of everything in /bin but the shell: a file of userland/bin, or a folder of files."""
    files = [(Path(name).stem, (name,)) for name in sources("bin")]
    folders = [path.name for path in _host("bin").iterdir() if path.is_dir()]
    return sorted([*files, *((name, tuple(sources(f"bin/{name}"))) for name in folders)])


def words(folder: str, name: str) -> tuple[str, ...]:
    """The words of a file beside the sources of a program with a folder (bin/NAME, shell): `cold` and `hot` name functions."""
    path = _host(folder) / name
    return tuple(path.read_text(encoding="utf-8").split()) if path.exists() else ()


def _host(folder: str) -> Path:
    top, _, rest = folder.partition("/")
    return _PACKAGE / _FOLDERS[top] / rest


def libc(tools: Toolchain, *, jobs: int = 1, progress: Progress | None = None) -> Archive:
    """libc with crt0 and the system call stubs; raises BuildError. User options (-D, -O0) do not reach it."""
    own = toolchain(tools.cache)
    return build_archive(own, "libc", sources("lib"), stamp=_libc_stamp(), jobs=jobs, progress=progress)


def _libc_stamp() -> str:
    """A hash over everything that libc is made of."""
    digest = hashlib.sha256()
    for folder in ("include", "lib"):
        host = _PACKAGE / _FOLDERS[folder]
        for path in sorted(path for path in host.rglob("*") if path.is_file()):
            digest.update(f"{path.relative_to(host).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    for name, text in sorted(tree().files.items()):
        digest.update(f"{name}\0{text}\0".encode())
    return digest.hexdigest()


def target(cache_dir: str | None = None) -> Target:
    """What `ucvm cc` and its like build against."""
    tools = toolchain(cache_dir)
    return Target(tools, lambda: libc(tools))
