"""The state artifact, "UCVM State": a machine as one JSON document (Appendix B of the specification; docs/state.md).

A document is made of the sections that modules give, the modes, and a checksum: SHA-256 over the canonical form (RFC 8785: sorted keys, no
white space) of everything else. It holds no floats, no host times, and no integers beyond 2^53, which become strings (state.records).
"""

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

VERSION = "3.0"
TITLE = "UCVM State"

Document = dict[str, Any]


class ArtifactError(ValueError):
    """A document is no state artifact. `path` names the place in the document, "modules.process.next_pid"; "" is the whole."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(f"{path or 'document'}: {problem}")
        self.path = path


def create_document(mode: str, output_mode: str, modules: Mapping[str, Any]) -> Document:
    """The document of a machine; `modules` are the sections by module name."""
    document: Document = {"version": VERSION, "mode": mode, "output_mode": output_mode, "modules": dict(modules)}
    document["checksum"] = checksum(document)
    return document


def checksum(document: Mapping[str, Any]) -> str:
    """Hexadecimal SHA-256 over the canonical form of all members but the checksum."""
    rest = {key: value for key, value in document.items() if key != "checksum"}
    return hashlib.sha256(canonical(rest)).hexdigest()


def canonical(value: Any) -> bytes:
    """RFC 8785 form of a value without floats; keys must not leave the Basic Multilingual Plane."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def serialize(document: Mapping[str, Any]) -> bytes:
    """The document as it stands on disk: indented, keys sorted, a newline at the end."""
    return json.dumps(document, sort_keys=True, indent=1, ensure_ascii=False).encode() + b"\n"


def parse(data: bytes) -> Document:
    """Read a document from bytes and validate it; raises ArtifactError."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise ArtifactError("", f"not JSON: {error}") from None
    validate(document)
    return document  # type: ignore[no-any-return]


def write(path: Path, document: Mapping[str, Any]) -> None:
    """Write the document to `path` atomically (see replace); devices and pipes are written to."""
    if path.exists() and not path.is_file():
        path.write_bytes(serialize(document))
    else:
        replace(path, serialize(document))


def replace(path: Path, data: bytes) -> None:
    """Replace a file atomically and durably: a reader, or the next start after a crash, sees the old bytes or the new ones, whole."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(name, path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@cache
def schema() -> dict[str, Any]:
    """Appendix B as published."""
    return json.loads(resources.files("ucvm.state").joinpath("appendix_b.json").read_text())  # type: ignore[no-any-return]


def validate(document: Any) -> None:
    """Check a document against Appendix B, the stricter model and its own checksum; raises ArtifactError with the path of the first problem."""
    from jsonschema import Draft7Validator
    from pydantic import ValidationError

    from ucvm.state.model import SystemState

    problem = min(Draft7Validator(schema()).iter_errors(document), key=lambda error: list(map(str, error.absolute_path)), default=None)
    if problem:
        raise ArtifactError(".".join(map(str, problem.absolute_path)), problem.message)
    try:
        SystemState.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        raise ArtifactError(".".join(map(str, first["loc"])), first["msg"]) from None
    if document["checksum"] != checksum(document):
        raise ArtifactError("checksum", "does not match the document: it was changed after it was written")
