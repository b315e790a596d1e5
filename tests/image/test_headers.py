"""The generated headers and stubs agree with the tables, and every header of libc stands on its own. Read by our own compiler."""

import struct

import pytest

from ucvm.abi import constants, errno, layout, signals, structs
from ucvm.abi.syscalls import SYSTEM_CALLS
from ucvm.image import headers, sysroot
from ucvm.toolchain.asm import assemble
from ucvm.toolchain.driver import SourceTree, Toolchain, compile_file
from ucvm.toolchain.errors import BuildError

INCLUDE = sysroot.tree().host_path("ucvm/include/stdio.h").parent
HAND_WRITTEN = sorted(path.relative_to(INCLUDE).as_posix() for path in INCLUDE.rglob("*.h"))
GENERATED = sorted(path.removeprefix("include/") for path in headers.generate() if path.startswith("include/"))
NEEDS_TYPES = {
    f"bits/struct_{name}.h": header
    for name, header in {
        "stat": "sys/stat.h",
        "dirent_head": "dirent.h",
        "timespec": "time.h",
        "tms": "sys/times.h",
        "sigaction": "signal.h",
        "rlimit": "sys/resource.h",
        "termios": "termios.h",
        "itimerval": "sys/time.h",
        "rusage": "sys/time.h",
    }.items()
}


def compile_text(text: str) -> str:
    """Assembly of a C text; raises BuildError."""
    base = sysroot.tree()
    tree = SourceTree({**base.files, "test.c": text}, base.roots)
    return compile_file(Toolchain(tree=tree, include_dirs=(sysroot.INCLUDE,)), "test.c")


@pytest.mark.parametrize("header", sorted({*HAND_WRITTEN, *GENERATED}))
def test_header_stands_alone_and_may_be_repeated(header: str) -> None:
    before = f"#include <{NEEDS_TYPES[header]}>\n" if header in NEEDS_TYPES else ""
    assert "main" in compile_text(f"{before}#include <{header}>\n#include <{header}>\nint main(void) {{ return 0; }}\n")


@pytest.mark.parametrize("row", structs.STRUCTS, ids=lambda row: row.name)
def test_layout_is_the_kernel_s(row: structs.Struct) -> None:
    name = row.name.strip("_")
    header = NEEDS_TYPES.get(f"bits/struct_{name}.h", "stddef.h")
    lines = [f"#include <{header}>", "#include <stddef.h>", f"#include <bits/struct_{name}.h>"]
    code = "<"
    for field in row.fields:
        offset = struct.calcsize(code)
        lines.append(f'_Static_assert(offsetof(struct {row.name}, {field.name}) == {offset}, "{field.name}");')
        code += field.code
    lines.append(f'_Static_assert(sizeof(struct {row.name}) == {-(-row.packer.size // 4) * 4}, "size");')
    compile_text("\n".join(lines) + "\nint main(void) { return 0; }\n")


def test_a_wrong_layout_would_be_noticed() -> None:
    with pytest.raises(BuildError, match="st_size"):
        compile_text('#include <sys/stat.h>\n#include <stddef.h>\n_Static_assert(offsetof(struct stat, st_size) == 4, "st_size");\n')


def test_numbers_are_the_tables() -> None:
    wanted = {row.name: row.number for row in errno.ERRORS}
    wanted |= {row.name: row.number for row in signals.SIGNALS}
    wanted |= {f"SYS_{row.name}": row.number for row in SYSTEM_CALLS}
    wanted |= {name: int(member) for name, member in constants.Open.__members__.items()}
    wanted |= {name: int(member) for name, member in constants.Ioctl.__members__.items()}
    wanted |= {"PIPE_BUF": constants.PIPE_BUF, "CTX_PC": layout.CTX_PC, "STACK_TOP": layout.STACK_TOP, "WNOHANG": 1, "SEEK_END": 2}
    names = ("errno.h", "signal.h", "fcntl.h", "sys/ioctl.h", "sys/syscall.h", "sys/wait.h", "unistd.h", "limits.h", "ucvm.h")
    lines = [f"#include <{name}>" for name in names]
    lines += [f'_Static_assert({name} == {number}, "{name}");' for name, number in wanted.items()]
    compile_text("\n".join(lines) + "\nint main(void) { return 0; }\n")


def test_every_system_call_has_a_stub() -> None:
    stubs = assemble(headers.generate()["lib/syscalls.s"], "syscalls.s")
    names = {section.name for section in stubs.sections}
    assert {f".text.{row.stub}" for row in SYSTEM_CALLS} <= names


def test_messages_are_in_order() -> None:
    text = headers.generate()["include/bits/errlist.h"]
    assert [line.split('"')[3].removesuffix("\\0") for line in text.splitlines() if line.startswith("    ")] == [row.message for row in errno.ERRORS]
