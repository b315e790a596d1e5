"""Lines that were typed before."""

from pathlib import Path

from ucvm.services.recall import LIMIT, Recall


def test_they_outlive_the_session(tmp_path: Path) -> None:
    path = tmp_path / "lines"
    for line in ("one", "two", "two", "  ", "a\nb", "ü \x1b["):
        Recall(path).add(line)
    assert Recall(path).lines == ["one", "two", "a b", "ü \x1b["]


def test_there_is_a_limit(tmp_path: Path) -> None:
    recall = Recall(tmp_path / "lines")
    for number in range(LIMIT + 5):
        recall.add(str(number))
    assert (recall.lines[0], len(recall.lines)) == ("5", LIMIT)
    assert Recall(tmp_path / "lines").lines == recall.lines


def test_a_folder_that_takes_nothing_stops_nobody(tmp_path: Path) -> None:
    recall = Recall(tmp_path / "missing" / "lines")
    recall.add("one")
    assert recall.lines == ["one"]


def test_older_ones() -> None:
    recall = Recall()
    recall.lines = ["ls a", "cat b", "ls b"]
    assert list(recall.older(3, "ls")) == [2, 0]
    assert list(recall.older(2, "ls")) == [0]
    assert list(recall.older(3, part="b")) == [2, 1]
