"""Memory that machines share until they write."""

from ucvm.abi.layout import PAGE_SIZE, RAM_SIZE
from ucvm.hw.memory import Ram
from ucvm.hw.original import Original

PAGE = bytes(range(256)) * (PAGE_SIZE // 256)


def test_views_begin_alike_and_are_ones_own() -> None:
    original = Original({3: PAGE})
    one, other = Ram(original.view()), Ram(original.view())
    one.write(3 * PAGE_SIZE, b"mine")
    one.write(9 * PAGE_SIZE, b"mine")
    assert one.frame(3) == b"mine" + PAGE[4:]
    assert other.frame(3) == PAGE
    assert other.frame(9) == bytes(PAGE_SIZE)
    assert Ram(original.view()).frame(3) == PAGE


def test_a_view_outlives_its_original() -> None:
    ram = Ram(Original({1: PAGE}).view())
    assert ram.frame(1) == PAGE
    assert ram.read(RAM_SIZE - 1, 1) == b"\0"


def test_it_knows_what_it_was_made_of() -> None:
    original = Original({1: PAGE})
    assert original.holds({1: PAGE})
    assert not original.holds({})
    assert not original.holds({1: bytes(bytearray(PAGE))}), "equal is not enough: that would have to be compared"
    assert not original.holds({1: PAGE, 2: PAGE})
