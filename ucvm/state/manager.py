"""The specification's StateManager (2.3): the artifact, deltas, validation, checkpoints of one machine.

It knows the store and, through Frames, the memory in use; how records are shown as a document is told to it. A checkpoint shares every record with
the machine it was made of, and costs a shallow copy of what differs from the boot image plus the used frames.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from ucvm.state.store import StateDelta, Store, TableSnapshot

Document = dict[str, Any]
ArtifactId = str
"""The checksum that names an artifact."""


class Frames(Protocol):
    """Physical memory in frames."""

    def used(self) -> list[int]:
        """Frames that somebody holds, in order."""

    def content(self, frame: int) -> bytes:
        """The bytes of a frame."""

    def fill(self, frame: int, data: bytes) -> None:
        """Replace a frame's bytes."""


class Picture(NamedTuple):
    """A machine's state as plain data (the specification's StateSnapshot): its tables and its used frames."""

    tables: dict[str, TableSnapshot]
    frames: dict[int, bytes]


class StateManager:
    """The state of one machine as a whole."""

    def __init__(self, store: Store, frames: Frames, document: Callable[[], Document]) -> None:
        self.store = store
        self._frames = frames
        self._document = document
        self.artifact = b""

    def create_state_artifact(self) -> ArtifactId:
        """Make the artifact anew from the state; its bytes are in `artifact`."""
        from ucvm.state.artifact import serialize  # documents are rare; short runs do not load what they need

        document = self._document()
        self.artifact = serialize(document)
        return str(document["checksum"])

    def update_state(self, delta: StateDelta) -> None:
        """Apply a delta whole or not at all (KeyError)."""
        self.store.update(delta)

    def validate_state(self, document: object) -> bool:
        """Whether a document is a sound artifact."""
        from ucvm.state.artifact import ArtifactError, validate

        try:
            validate(document)
        except ArtifactError:
            return False
        return True

    def checkpoint(self) -> Picture:
        """The state as data, to come back to."""
        frames = {frame: self._frames.content(frame) for frame in self._frames.used()}
        return Picture(self.store.snapshot(), frames)

    def restore(self, checkpoint: Picture) -> None:
        """Back to a checkpoint of this machine, or of one over the same image."""
        self.store.restore(checkpoint.tables)
        for frame, data in checkpoint.frames.items():
            self._frames.fill(frame, data)
