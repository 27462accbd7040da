"""Folders and files of results: whole or not there at all, one process at a time."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from experiments.store.disk import write_all_through, write_through
from simulation.errors import InputError
from simulation.files import resolved
from simulation.temporary import let_go, temporary_folder

ANOTHER = "another folder with --out, or --fresh, which moves this one aside"
LOCK = ".lock"


@contextmanager
def whole_folder(place: Path, *, fresh: bool = False) -> Iterator[Path]:
    """Give a folder to write into; it takes its place at the end, or nothing is left of it.

    Parameters
    ----------
    place : Path
        Where the folder is to stand in the end.
    fresh : bool
        Whether what stands there is moved aside instead of being replaced.

    Raises
    ------
    InputError
        If nothing can be written there.
    """
    place = resolved(place, "--out")
    made = _parents(place)
    try:
        with _part_of(place) as part:
            part.chmod(0o777 & ~_umask())  # temporary folders keep others out; results are for all
            yield part
            let_go(part)
            write_all_through(part)
            _put_in_place(part, place, fresh=fresh)
    except BaseException:
        _take_back(made)
        raise


@contextmanager
def _part_of(place: Path) -> Iterator[Path]:
    """Give a temporary folder beside the place where it is to stand."""
    temporary = temporary_folder(place.parent, f".{place.name[:100]}.", ".part")
    try:
        part = temporary.__enter__()
    except OSError as error:
        raise unwritable(place, error) from None
    with ExitStack() as stack:
        stack.push(temporary.__exit__)
        yield part


@contextmanager
def growing_folder(
    place: Path, check: Callable[[Path], None], *, fresh: bool = False
) -> Iterator[Path]:
    """Give a folder, new or to be continued, that nobody else works in meanwhile.

    Parameters
    ----------
    place : Path
        Where it stands or is to stand.
    check : callable
        Takes a folder that holds something and refuses what cannot be continued.
    fresh : bool
        Whether to start over, keeping an older folder under another name.

    Raises
    ------
    InputError
        If the folder is refused, is worked in, or cannot be written.
    """
    place = resolved(place, "--out")
    if not is_empty(place):
        if fresh:
            _move_aside(place)
        else:
            check(place)
    try:
        place.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(place, error) from None
    with locked(place):
        try:
            yield place
        except PermissionError as error:
            raise unwritable(place, error) from None


def _move_aside(place: Path) -> None:
    """Give a folder another name, unless somebody works in it."""
    if (place / LOCK).exists():
        with locked(place):
            place.rename(free_name(place))
    else:
        place.rename(free_name(place))


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes out of a folder; a process that is killed lets go of it.

    Raises
    ------
    InputError
        If another process works in it, or it cannot be written.
    """
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        raise InputError(
            "another process is working in the folder",
            file=str(folder),
            allowed="wait for it, or another folder with --out",
        ) from None
    except OSError as error:
        raise unwritable(folder, error) from None
    try:
        yield
    finally:
        lock.release()


def write_whole(path: Path, content: str | bytes) -> None:
    """Write a file that is whole or as it was before; text is written in UTF-8."""
    new = path.with_name(f".{path.name}.new")
    new.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
    write_through(new)
    new.replace(path)
    write_through(path.parent)


def unwritable(place: Path, error: OSError, field: str = "--out") -> InputError:
    """Return the error for a folder that cannot be written."""
    return InputError(
        f"the folder cannot be written ({error.strerror})",
        field=field,
        value=str(place),
        allowed="a folder that you may write",
    )


def _parents(place: Path) -> list[Path]:
    """Make the folders that lead to `place` and return those that were made, deepest first."""
    missing = [parent for parent in place.parents if not parent.exists()]
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        _take_back(missing)
        raise unwritable(place, error) from None
    return missing


def _take_back(made: list[Path]) -> None:
    for folder in made:
        try:
            folder.rmdir()
        except OSError:
            return


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _put_in_place(part: Path, place: Path, *, fresh: bool) -> None:
    """Rename the finished folder to its place; what stood there is kept until then."""
    if not place.exists():
        part.rename(place)
        return
    aside = free_name(place) if fresh and any(place.iterdir()) else Path(f"{part}.old")
    place.rename(aside)
    try:
        part.rename(place)
    except OSError:
        aside.rename(place)
        raise
    if aside.name.startswith("."):
        shutil.rmtree(aside, ignore_errors=True)


def free_name(place: Path) -> Path:
    """Return the first name of the form ``NAME.1`` that is not taken."""
    number = 1
    while (free := place.with_name(f"{place.name}.{number}")).exists():
        number += 1
    return free


def is_empty(place: Path) -> bool:
    """Return whether nothing stands at `place`, or an empty folder.

    Raises
    ------
    InputError
        If it is a file, cannot be read, or is the folder the command was started in.
    """
    place = resolved(place, "--out")
    try:
        if not place.exists():
            return True
        if not place.is_dir():
            raise InputError("is not a folder", field="--out", value=str(place), allowed="a folder")
        if resolved(".").is_relative_to(place):
            raise InputError(
                "is the folder you are in", field="--out", value=str(place), allowed="one inside it"
            )
        return not any(place.iterdir())
    except OSError as error:
        raise unwritable(place, error) from None
