"""The pipeline from sources to a program: preprocess, compile, assemble, link, with a cache of objects in between.

Sources are named by logical paths. A SourceTree says what stands behind a name: a text in memory (generated headers and stubs), a
folder of the host for a prefix (so that names in diagnostics and debug lines are the same on every host), or the host file itself.

    preprocess   name → text          build_object(s)   name → ObjectFile, cached, in parallel
    compile_file name → assembly      build_archive, build_program   names → Archive, LinkResult

Whatever is wrong with a source is one exception, BuildError, whose text is ready to print.
"""

import hashlib
import io
import os
import posixpath
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

from ucvm.abi.executable import FormatError
from ucvm.toolchain.asm import AsmError, assemble
from ucvm.toolchain.banks import Division
from ucvm.toolchain.cc.preprocessor import Preprocessed, PreprocessError, preprocess
from ucvm.toolchain.errors import BuildError
from ucvm.toolchain.link import LinkError, LinkResult, link
from ucvm.toolchain.objfile import Archive, ObjectFile, is_archive

Progress = Callable[[int, int, str], None]
"""Called with (objects done, objects in all, name of the last)."""

ENTRY = "_start"


def read_host_file(name: str) -> bytes:
    """A file of the host by its own name."""
    return Path(name).read_bytes()


class SourceTree(NamedTuple):
    """What names mean: `files` are texts in memory, `roots` map a prefix of names to a folder of the host, `others` reads every other name."""

    files: Mapping[str, str] = {}
    roots: tuple[tuple[str, str], ...] = ()
    others: Callable[[str], bytes] = read_host_file

    def host_path(self, name: str) -> Path | None:
        """Where on the host a name below a root lies; a name with `..` in it is below none."""
        for prefix, folder in self.roots:
            if name.startswith(prefix) and name == posixpath.normpath(name):
                return Path(folder, name[len(prefix) :])
        return None

    def read_bytes(self, name: str) -> bytes:
        """The bytes of a name; raises OSError."""
        if name in self.files:
            return self.files[name].encode()
        path = self.host_path(name)
        return path.read_bytes() if path else self.others(name)

    def read(self, name: str) -> str | None:
        """The text of a name, None where there is no such file; raises BuildError when it is no UTF-8."""
        if name in self.files:
            return self.files[name]
        try:
            return io.TextIOWrapper(io.BytesIO(self.read_bytes(name)), encoding="utf-8").read()
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None
        except UnicodeDecodeError:
            raise BuildError(f"{name}:1:1: error: the file is not UTF-8 text") from None
        except OSError as error:
            raise BuildError(f"{name}:1:1: error: {error.strerror}") from None


class Toolchain(NamedTuple):
    """How to build: the sources, the options of `cc`, and the folder of the cache (None: no cache)."""

    tree: SourceTree = SourceTree()
    include_dirs: tuple[str, ...] = ()
    defines: tuple[str, ...] = ()
    undefines: tuple[str, ...] = ()
    optimize: bool = True
    debug: bool = True
    cache: str | None = None


class Job(NamedTuple):
    """An object to be made: its source's name, the text that goes to the compiler or assembler, and the cache key."""

    name: str
    text: str
    key: str


def preprocess_file(tools: Toolchain, name: str) -> Preprocessed:
    """The preprocessed text of a C source; raises BuildError."""
    source = _source(tools, name)
    try:
        return preprocess(source, name, read=tools.tree.read, include_dirs=tools.include_dirs, defines=tools.defines, undefines=tools.undefines)
    except PreprocessError as error:
        raise BuildError(str(error)) from error


def compile_file(tools: Toolchain, name: str) -> str:
    """The assembly text of a C source; raises BuildError."""
    return _compile(tools, name, preprocess_file(tools, name).text)


def assemble_file(tools: Toolchain, name: str) -> ObjectFile:
    """The object of an assembly source, whatever its name ends in; raises BuildError."""
    try:
        return assemble(_source(tools, name), name)
    except AsmError as error:
        raise BuildError(str(error)) from error


def build_object(tools: Toolchain, name: str) -> ObjectFile:
    """The object of one .c or .s source, or a .o file itself; raises BuildError."""
    return build_objects(tools, [name])[0]


def build_objects(
    tools: Toolchain,
    names: Sequence[str],
    *,
    jobs: int = 1,
    progress: Progress | None = None,
    warn: Callable[[str], object] = lambda text: None,
) -> list[ObjectFile]:
    """The objects of several sources in their order, what is not cached made by `jobs` processes; raises BuildError with all errors.

    `warn` gets each warning of the preprocessor, ready to print, whether the object is cached or not.
    """
    report = progress or (lambda done, total, name: None)
    found: dict[str, ObjectFile] = {}
    missing: list[Job] = []
    for name in names:
        if name.endswith(".o"):
            found[name] = read_object(tools, name)
            continue
        job = _job(tools, name, warn)
        stored = _from_cache(tools, job.key)
        if stored is None:
            missing.append(job)
        else:
            found[name] = stored
            report(len(found), len(names), name)

    def done(name: str, made: ObjectFile) -> None:
        found[name] = made
        report(len(found), len(names), name)

    _make(tools, missing, jobs, done)
    return [found[name] for name in names]


def build_archive(
    tools: Toolchain, name: str, sources: Sequence[str], *, stamp: str = "", jobs: int = 1, progress: Progress | None = None
) -> Archive:
    """A library of several sources; raises BuildError. A `stamp` that stands for all that it is made of lets the whole be cached."""
    key = hashlib.sha256(f"{version()} {name} {stamp}".encode()).hexdigest()
    path = _cache_path(tools, key, ".a") if stamp else None
    if path:
        with suppress(OSError, FormatError):
            return Archive.unpack(path.read_bytes())
    archive = Archive(name, tuple(build_objects(tools, sources, jobs=jobs, progress=progress)))
    _store(path, archive.pack() if path else b"")
    return archive


def build_program(
    tools: Toolchain, sources: Sequence[str], libraries: Sequence[Archive] = (), *, jobs: int = 1, division: Division | None = None
) -> LinkResult:
    """Sources (.c .s .o) and libraries to an executable with its map; raises BuildError."""
    return link_program([*build_objects(tools, sources, jobs=jobs), *libraries], division=division)


def link_program(
    parts: Iterable[ObjectFile | Archive], *, entry: str = ENTRY, gc: bool = True, division: Division | None = None
) -> LinkResult:
    """Objects and libraries to an executable with its map; raises BuildError."""
    try:
        return link(list(parts), entry=entry, gc=gc, division=division)
    except LinkError as error:
        raise BuildError(str(error)) from error


def read_object(tools: Toolchain, name: str) -> ObjectFile:
    """An object file; raises BuildError."""
    try:
        return ObjectFile.unpack(tools.tree.read_bytes(name))
    except (FormatError, OSError) as error:
        raise BuildError(f"{name}: error: {_reason(error)}") from error


def read_part(tools: Toolchain, name: str) -> ObjectFile | Archive:
    """An object file or a library; raises BuildError."""
    try:
        raw = tools.tree.read_bytes(name)
        return Archive.unpack(raw) if is_archive(raw) else ObjectFile.unpack(raw)
    except (FormatError, OSError) as error:
        raise BuildError(f"{name}: error: {_reason(error)}") from error


def _reason(error: Exception) -> str:
    return (error.strerror or str(error)) if isinstance(error, OSError) else str(error)


def _source(tools: Toolchain, name: str) -> str:
    text = tools.tree.read(name)
    if text is None:
        raise BuildError(f"{name}: error: no such file")
    return text


def _job(tools: Toolchain, name: str, warn: Callable[[str], object]) -> Job:
    if name.endswith(".c"):
        text, _, warnings = preprocess_file(tools, name)
        for warning in warnings:
            warn(warning)
    elif name.endswith(".s"):
        text = _source(tools, name)
    else:
        raise BuildError(f"{name}: error: a source must end in .c, .s or .o")
    options = f"{version()} {name} {tools.optimize} {tools.debug}\n"
    return Job(name, text, hashlib.sha256((options + text).encode()).hexdigest())


def _make(tools: Toolchain, missing: list[Job], jobs: int, done: Callable[[str, ObjectFile], object]) -> None:
    """Make objects and hand each to `done`; errors are collected, so that one run shows them all."""
    errors = []
    for job, made in zip(missing, _results(tools, missing, jobs), strict=True):
        if isinstance(made, str):
            errors.append(made)
        else:
            _store(_cache_path(tools, job.key), made)
            done(job.name, ObjectFile.unpack(made))
    if errors:
        raise BuildError("\n".join(errors))


def _results(tools: Toolchain, missing: list[Job], jobs: int) -> Iterable[bytes | str]:
    lean = tools._replace(tree=SourceTree())
    if jobs < 2 or len(missing) < 2:
        return (_make_one((lean, job)) for job in missing)
    return _in_parallel([(lean, job) for job in missing], min(jobs, len(missing)))


def _in_parallel(work: list[tuple[Toolchain, Job]], jobs: int) -> Iterable[bytes | str]:
    with ProcessPoolExecutor(max_workers=jobs) as pool:
        yield from pool.map(_make_one, work)


def _make_one(work: tuple[Toolchain, Job]) -> bytes | str:
    """The packed object, or the text of the errors: exceptions with several arguments do not travel between processes."""
    tools, job = work
    try:
        text = _compile(tools, job.name, job.text) if job.name.endswith(".c") else job.text
        return assemble(text, job.name).pack()
    except (BuildError, AsmError) as error:
        return str(error)


def _compile(tools: Toolchain, name: str, text: str) -> str:
    from ucvm.toolchain.cc.compiler import compile_unit  # the parser is not loaded when every object is cached
    from ucvm.toolchain.cc.errors import CompileError

    try:
        return compile_unit(text, name, optimize=tools.optimize, debug=tools.debug)
    except CompileError as error:
        raise BuildError(str(error)) from error


# The cache: DIR/ab/cdef….o, each file an object (or .a, a library) named by what it was made of.


@cache
def version() -> str:
    """A hash over the toolchain's own sources: an object made by another compiler is not reused."""
    package = Path(__file__).parent.parent
    files = [path for folder in ("toolchain", "isa", "abi") for path in (package / folder).rglob("*.py")]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _cache_path(tools: Toolchain, key: str, suffix: str = ".o") -> Path | None:
    return Path(tools.cache, key[:2], key[2:] + suffix) if tools.cache is not None else None


def _from_cache(tools: Toolchain, key: str) -> ObjectFile | None:
    path = _cache_path(tools, key)
    try:
        return ObjectFile.unpack(path.read_bytes()) if path else None
    except (OSError, FormatError):
        return None


def _store(path: Path | None, raw: bytes) -> None:
    """Write into the cache, best effort: one that cannot be written only costs time."""
    if path is None:
        return
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        partial = path.with_suffix(f".{os.getpid()}")
        partial.write_bytes(raw)
        partial.replace(path)
