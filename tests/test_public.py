"""The public interface: what `import ucvm` gives, as its docstring shows it."""

import pytest

import ucvm


def test_the_example_of_the_docstring() -> None:
    machine = ucvm.Machine.boot(ucvm.load_image(), argv=["sh", "-c", "echo hello"], auto_advance=True)
    outcome = machine.run(10_000_000)
    assert (outcome.reason, outcome.status) == ("halted", 0)
    assert machine.take_output() == [("stdout", b"hello\n")]
    assert machine.document()["version"] == "3.0"


def test_every_public_name_is_there_and_no_other() -> None:
    for name in ucvm.__all__:
        assert getattr(ucvm, name).__name__ == name
    with pytest.raises(AttributeError):
        _ = ucvm.Nothing
