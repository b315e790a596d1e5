"""`python -m ucvm.image build [-o FILE]`: build the image; `key` prints what it would be named in the cache; `fsck FILE` checks one."""

import argparse
import sys
from pathlib import Path

from ucvm.image.build import build_image, load_image
from ucvm.image.cache import cache_folder, write_whole
from ucvm.image.key import source_key
from ucvm.kernel.fs.filesystem import FileSystem
from ucvm.kernel.fs.fsck import fsck
from ucvm.kernel.fs.image import Image, ImageError

BAR = 30


def main(argv: list[str] | None = None) -> int:
    """Run the command; the exit status."""
    from ucvm.toolchain.errors import BuildError

    arguments = _parser().parse_args(argv)
    try:
        return int(arguments.run(arguments))
    except (BuildError, ImageError, OSError) as error:
        print(error, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m ucvm.image", description="The disk image of the machine.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser("build", help="build the image, or take it from the cache")
    build.add_argument("-o", dest="output", type=Path, metavar="FILE", help="write it to FILE too")
    build.add_argument("-j", dest="jobs", type=int, metavar="N", help="with N processes (default: one a processor), not from the cache")
    build.set_defaults(run=_build)
    commands.add_parser("key", help="print the hash of the image's sources").set_defaults(run=_key)
    check = commands.add_parser("fsck", help="check a disk image")
    check.add_argument("file", type=Path)
    check.set_defaults(run=_fsck)
    return parser


def _build(arguments: argparse.Namespace) -> int:
    image = build_image(_show, arguments.jobs) if arguments.jobs else load_image(_show)
    if arguments.output:
        write_whole(arguments.output, image.pack())
    print(f"{image.hash}  {len(image.tables['fs.inodes'])} files, {len(image.tables['fs.blocks'])} blocks, cache {cache_folder()}")
    return 0


def _key(arguments: argparse.Namespace) -> int:
    print(source_key())
    return 0


def _fsck(arguments: argparse.Namespace) -> int:
    store = Image.unpack(arguments.file.read_bytes()).store()
    problems = fsck(FileSystem(store, lambda: 0))
    print("\n".join(problems) if problems else "sound")
    return bool(problems)


def _show(done: int, total: int, name: str) -> None:
    """A progress bar on stderr, on a terminal only."""
    if sys.stderr.isatty():
        filled = BAR * done // total
        end = "\n" if done == total else ""
        print(f"\r\033[K[{'#' * filled}{'.' * (BAR - filled)}] {done}/{total} {name}", end=end, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
