"""The image of the machine: our C sources compiled, linked and put on a disk; and where to get it without building it again.

`load_image` takes the image that a wheel brings along (disk.img beside this file), else the one in the cache that was made of exactly these
sources, else builds it. Objects, programs and images are cached by what they were made of.
"""

import os
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ucvm.abi.constants import FileType
from ucvm.abi.layout import DATA_BASE, PAGE_SIZE, WINDOW_BASE
from ucvm.image.cache import PACKAGE, cache_folder, store_file
from ucvm.image.key import source_key
from ucvm.image.mkfs import SKELETON, Item, etc_items, make_image
from ucvm.kernel.fs.image import Image, ImageError

if TYPE_CHECKING:
    from ucvm.toolchain.driver import Toolchain
    from ucvm.toolchain.link import LinkResult
    from ucvm.toolchain.objfile import Archive

Progress = Callable[[int, int, str], None]
"""Called with (steps done, steps in all, name of the last)."""

PACKAGED = Path(__file__).with_name("disk.img")
LINKS = (
    ("/bin/[", "test"),
    ("/bin/base32", "base64"),
    ("/bin/chgrp", "chown"),
    ("/bin/egrep", "grep"),
    ("/bin/fgrep", "grep"),
    ("/bin/ex", "vi"),
    ("/bin/more", "less"),
    ("/bin/pidof", "killall"),
    ("/bin/pkill", "pgrep"),
    ("/bin/sha1sum", "md5sum"),
    ("/bin/sha224sum", "md5sum"),
    ("/bin/sha256sum", "md5sum"),
    ("/bin/sha384sum", "md5sum"),
    ("/bin/sha512sum", "md5sum"),
    ("/bin/calculate", "calc"),
    ("/bin/unload", "load"),
    ("/bin/uudecode", "uuencode"),
    ("/bin/view", "vi"),
)
"""Second names of programs: symbolic links and their targets."""
SET_UID = frozenset(("/bin/su", "/bin/passwd"))
"""Programs that run as root whoever starts them."""
_WINDOW = DATA_BASE - WINDOW_BASE
SHELL_BANK = _WINDOW - PAGE_SIZE
"""A page of the window is left for the shell's memory (shell/mem.c)."""
KEPT = 5
"""Images in the cache: a checkout makes a new one at every change of a source."""


class Program(NamedTuple):
    """A program to be built: its path in the machine, its sources by the names of sysroot, and how its text is divided (toolchain.banks)."""

    path: str
    sources: tuple[str, ...]
    cold: tuple[str, ...] = ()
    hot: tuple[str, ...] = ()
    bank: int = _WINDOW


def load_image(progress: Progress | None = None) -> Image:
    """The machine's image; building it takes about a minute the first time. Raises BuildError when a source is wrong."""
    if PACKAGED.exists():
        return Image.unpack(PACKAGED.read_bytes(), trusted=True)
    folder = cache_folder() / "image"
    path = folder / f"{source_key(folder / 'sources')}.img"
    image = _read_image(path)
    if image is None:
        image = build_image(progress)
        store_file(path, image.pack())
        _forget_old(folder)
    return image


def _read_image(path: Path) -> Image | None:
    try:
        return Image.unpack(path.read_bytes(), trusted=True)
    except (OSError, ImageError):
        return None


def _forget_old(folder: Path) -> None:
    """Keep the newest images of a cache."""
    with suppress(OSError):
        images = sorted(folder.glob("*.img"), key=lambda path: path.stat().st_mtime_ns)
        for path in images[:-KEPT]:
            path.unlink(missing_ok=True)


def programs() -> list[Program]:
    """Everything in /bin."""
    from ucvm.image import sysroot

    tools = [Program(f"/bin/{name}", sources, sysroot.words(f"bin/{name}", "cold")) for name, sources in sysroot.programs()]
    shell = tuple(sysroot.sources("shell"))
    return sorted([*tools, Program("/bin/sh", shell, hot=sysroot.words("shell", "hot"), bank=SHELL_BANK)] if shell else tools)


def build_image(progress: Progress | None = None, jobs: int | None = None) -> Image:
    """Build the image from sources with `jobs` processes (None: one a processor); raises BuildError."""
    binaries = build_programs(programs(), progress or (lambda done, total, name: None), jobs or os.cpu_count() or 1)
    return make_image([*SKELETON, *etc_items(PACKAGE / "userland" / "etc"), *binaries, *links(), *manual_items()])


def links() -> list[Item]:
    """The symbolic links in /bin, and those from their pages of the manual to their targets'."""
    pages = [(f"/usr/share/man/{Path(path).name}.1", f"{target}.1") for path, target in LINKS]
    return [Item(path, FileType.S_IFLNK, content=target.encode()) for path, target in (*LINKS, *pages)]


def manual_items() -> list[Item]:
    """The manual under /usr/share/man: derived pages, and those of userland/man, which come before them."""
    from ucvm.image import manual

    folder = PACKAGE / "userland" / "man"
    written = {page.name: page.read_bytes() for page in sorted(folder.glob("*.[1-9]"))}
    derived = {name: text.encode() for name, text in manual.pages(PACKAGE / "userland" / "bin")}
    return [Item(f"/usr/share/man/{name}", content=content) for name, content in sorted((derived | written).items())]


def build_programs(wanted: Sequence[Program], progress: Progress, jobs: int) -> list[Item]:
    """Compile what is not cached, then link every program; raises BuildError with all errors of a step."""
    from ucvm.image import sysroot
    from ucvm.toolchain.driver import build_objects

    tools = _tools()
    names = list(dict.fromkeys([*sysroot.sources("lib"), *(name for program in wanted for name in program.sources)]))
    total = len(names) + len(wanted)
    build_objects(tools, names, jobs=jobs, progress=lambda done, _, name: progress(done, total, name))
    items = []
    for program, binary in zip(wanted, _link_all(wanted, jobs), strict=True):
        items.append(Item(program.path, mode=0o4755 if program.path in SET_UID else 0o755, content=binary))
        progress(len(names) + len(items), total, program.path)
    return items


def _link_all(wanted: Sequence[Program], jobs: int) -> Iterable[bytes]:
    if jobs < 2:
        yield from map(link_program, wanted)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(link_program, wanted)


@cache
def _libc() -> "Archive":
    from ucvm.image import sysroot

    return sysroot.libc(_tools())


def _tools() -> "Toolchain":
    from ucvm.image import sysroot

    return sysroot.toolchain(str(cache_folder() / "objects"))


def link(program: Program) -> "LinkResult":
    """The executable, with symbols, and its map; raises BuildError."""
    from ucvm.toolchain.banks import Division
    from ucvm.toolchain.driver import build_objects, link_program

    division = Division(bank=program.bank, cold=program.cold, hot=program.hot)
    return link_program([*build_objects(_tools(), program.sources), _libc()], division=division)


def link_program(program: Program) -> bytes:
    """The executable's bytes."""
    return link(program).executable.pack()
