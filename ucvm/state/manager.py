"""The specification's StateManager (2.3): the artifact, deltas, validation, checkpoints of one machine.

It knows the store and, through Frames, the memory in use; how records are shown as a document is told to it. A checkpoint shares every record with
the machine it was made of, and costs a shallow copy of what differs from the boot image plus the used frames.
"""

from collections.abc import Callable
from typing import Any, NamedTuple, Protocol

from ucvm.state import merkle
from ucvm.state.store import StateDelta, Store, TableSnapshot

Document = dict[str, Any]
ArtifactId = str
"""The checksum that names an artifact."""


class Frames(Protocol):
    """Physical memory in frames."""

    def used(self) -> list[int]:
        """Frames that somebody holds, in order."""

    def written(self) -> set[int]:
        """Frames written since the last time one asked."""

    def content(self, frame: int) -> bytes:
        """The bytes of a frame."""

    def fill(self, frame: int, data: bytes) -> None:
        """Replace a frame's bytes."""


class Picture(NamedTuple):
    """A machine's state as plain data (the specification's StateSnapshot): its tables and its used frames.

    What did not change between two pictures is the same object in both.
    """

    tables: dict[str, TableSnapshot]
    frames: dict[int, bytes]


class StateManager:
    """The state of one machine as a whole."""

    def __init__(self, store: Store, frames: Frames, document: Callable[[], Document]) -> None:
        self.store = store
        self._frames = frames
        self._document = document
        self._content: dict[int, bytes] = {}
        self._digests: dict[int, tuple[bytes, bytes]] = {}
        self.artifact = b""

    def __call__(self) -> Document:
        """The state as the artifact's document."""
        return self._document()

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

    def frames(self) -> dict[int, bytes]:
        """The used frames' contents by number; only what was written since the last time is read."""
        written, before = self._frames.written(), self._content
        content = self._frames.content
        self._content = {frame: content(frame) if frame in written or frame not in before else before[frame] for frame in self._frames.used()}
        return self._content

    def frames_digest(self) -> bytes:
        """Root over all frames up to the last used one; a content that is the same object as last time is not hashed again."""
        before, self._digests = self._digests, {}
        for frame, data in self.frames().items():
            known = before.get(frame)
            self._digests[frame] = known if known is not None and known[0] is data else (data, merkle.leaf(data))
        unused = (b"", merkle.NO_LEAF)
        return merkle.root([self._digests.get(frame, unused)[1] for frame in range(max(self._digests, default=0) + 1)])

    def checkpoint(self) -> Picture:
        """The state as data, to come back to."""
        return Picture(self.store.snapshot(), self.frames())

    def restore(self, checkpoint: Picture) -> None:
        """Back to a checkpoint of this machine, or of one over the same image. Frames that hold what they should are left alone."""
        held = self.frames()
        self.store.restore(checkpoint.tables)
        for frame, data in checkpoint.frames.items():
            if held.get(frame) is not data:
                self._frames.fill(frame, data)
        self._frames.written()
        self._content = checkpoint.frames
