"""The strict model of the state artifact: Appendix B, and what has to hold between its parts. Used at the boundary only, when a document is read.

Units: times are virtual nanoseconds since 1970 or ticks (retired instructions), as each field says; sizes are bytes; numbers of frames, inodes and
streams are those of the kernel's tables.
"""

import base64
import binascii
import hashlib
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from ucvm.abi.layout import FRAME_COUNT, PAGE_COUNT, PAGE_SIZE
from ucvm.isa.registers import REGISTERS

Word = Annotated[int, Field(ge=0, lt=1 << 32)]
Count = Annotated[int, Field(ge=0)]
Frame = Annotated[int, Field(gt=0, lt=FRAME_COUNT)]
Hash = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
Decimal = Annotated[str, Field(pattern="^(0|[1-9][0-9]*)$")]
State = Literal["RUNNING", "READY", "BLOCKED", "ZOMBIE"]


class _Strict(BaseModel):
    model_config = ConfigDict(strict=True, extra="forbid")


class _Open(BaseModel):
    model_config = ConfigDict(strict=True, extra="allow")


class Flags(_Strict):
    """The four flags of the CPU."""

    zero: bool
    carry: bool
    sign: bool
    overflow: bool


class Context(_Strict):
    """Registers, flags and mode of a process."""

    registers: dict[str, Word] = Field(description="r0 … r15, pc, sp")
    flags: Flags
    mode: Literal["USER", "KERNEL"]

    @model_validator(mode="after")
    def _all_registers(self) -> Self:
        if set(self.registers) != {*REGISTERS, "pc", "sp"}:
            raise ValueError("registers must be r0 to r15, pc and sp")
        return self


class PageTableEntry(_Strict):
    """One page of an address space (specification 6.4)."""

    valid: bool
    readable: bool
    writable: bool
    executable: bool
    user: bool
    cow: bool = Field(description="writable once copied: the frame is shared after fork")
    device: bool = Field(description="a device's registers instead of memory")
    frame: int = Field(ge=0, lt=FRAME_COUNT)

    @model_validator(mode="after")
    def _either_writable_or_executable(self) -> Self:
        if self.writable and self.executable:
            raise ValueError("nothing is writable and executable")
        return self


class Process(_Open):
    """One process (specification 7.2)."""

    pid: Annotated[int, Field(gt=0)]
    ppid: Count
    state: State
    uid: Word
    gid: Word
    context: Context | None = Field(description="null: a kernel process")
    memory: dict[Decimal, PageTableEntry] | None = Field(description="valid pages by page number; null: a kernel process or a zombie")
    files: dict[Decimal, Count] = Field(description="descriptor to stream")
    cwd: str
    env: dict[str, str]
    signals: dict[str, Any] = Field(description="pending and blocked as masks with bit (signal - 1), handlers by signal")
    children: list[int]


class ProcessModule(_Open):
    """modules.process"""

    processes: dict[Decimal, Process]
    current_pid: Count = Field(description="0 when idle")
    next_pid: Annotated[int, Field(gt=0)]

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for key, process in self.processes.items():
            if str(process.pid) != key:
                raise ValueError(f"processes.{key} says pid {process.pid}")
            for child in process.children:
                if str(child) not in self.processes:
                    raise ValueError(f"processes.{key}: no process {child}, its child")
        if self.current_pid and str(self.current_pid) not in self.processes:
            raise ValueError(f"current_pid: no process {self.current_pid}")
        return self


class Page(_Strict):
    """A used frame of RAM."""

    hash: Hash = Field(description="SHA-256 of its 4096 bytes")
    references: Annotated[int, Field(gt=0)] = Field(description="page tables and caches that hold it")


class MemoryModule(_Open):
    """modules.memory"""

    pages: dict[Decimal, Page] = Field(description="used frames by number")
    contents: dict[Hash, str] = Field(description="base64 of each content once, without trailing zeros")
    free_list: list[Frame] = Field(description="frames given back, the next to be used last")

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        for number, page in self.pages.items():
            if page.hash not in self.contents:
                raise ValueError(f"pages.{number}: no contents for its hash")
            if not 0 < int(number) < FRAME_COUNT or int(number) in self.free_list:
                raise ValueError(f"pages.{number}: the frame is free or does not exist")
        for name, data in self.contents.items():
            if _page_hash(data) != name:
                raise ValueError(f"contents.{name}: the bytes do not have this hash")
        return self


def _page_hash(data: str) -> str:
    try:
        return hashlib.sha256(base64.b64decode(data, validate=True).ljust(PAGE_SIZE, b"\0")).hexdigest()
    except (binascii.Error, ValueError):
        return ""


class IOModule(_Open):
    """modules.io"""

    streams: dict[Decimal, dict[str, Any]] = Field(description="open descriptions by number")
    files: dict[str, Any] = Field(description="status of the files they are on, by device:inode")


class SystemCallRecord(_Open):
    """A system call: number, name, argument words; when finished, result, errno (0: none) and the tick at which it ended."""

    number: Word
    name: str
    args: list[Word]


class FinishedCall(SystemCallRecord):
    """The last call that was answered."""

    result: int
    errno: Count
    timestamp: Count = Field(description="tick")


class SyscallState(_Strict):
    """What the system call interface did last."""

    last_syscall: FinishedCall | None = None
    syscall_count: Count
    active_syscall: SystemCallRecord | None


class CPUModule(Context):
    """modules.cpu: the running process, zeros when idle"""

    syscall_state: SyscallState


class Modules(_Open):
    """The sections of all modules; those that Appendix B describes are checked further."""

    process: ProcessModule
    memory: MemoryModule
    io: IOModule
    cpu: CPUModule

    @model_validator(mode="after")
    def _references_exist(self) -> Self:
        for pid, process in self.process.processes.items():
            for descriptor, stream in process.files.items():
                if str(stream) not in self.io.streams:
                    raise ValueError(f"process.processes.{pid}.files.{descriptor}: no stream {stream}")
            for page, entry in (process.memory or {}).items():
                if int(page) >= PAGE_COUNT or (entry.valid and not entry.device and str(entry.frame) not in self.memory.pages):
                    raise ValueError(f"process.processes.{pid}.memory.{page}: no frame {entry.frame}")
        return self


class SystemState(_Strict):
    """The whole document."""

    version: Literal["3.0"]
    mode: Literal["SIMPLIFIED", "FULL"]
    output_mode: Literal["RAW", "VERBOSE", "DEBUG"]
    modules: Modules
    checksum: Hash = Field(description="SHA-256 over the canonical form of the rest of the document")
