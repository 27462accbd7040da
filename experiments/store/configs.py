"""Copies of the scenarios and studies that come with the package, to be changed."""

from __future__ import annotations

from pathlib import Path

from experiments.store.folder import write_whole
from simulation.configs import named_config, root
from simulation.errors import InputError
from simulation.files import resolved


def copy_config(name: str, folder: Path) -> list[Path]:
    """Copy a scenario or a study with what it names, in the order it has here.

    Parameters
    ----------
    name : str
        Which.
    folder : Path
        Where it goes; made if it is not there.

    Returns
    -------
    list of Path
        The copies, first that of the file itself.

    Raises
    ------
    InputError
        If nothing has the name, or another file stands in the way; then nothing is copied.
    """
    base = root().resolve()
    files = [path.resolve() for path in named_config(name).files()]
    copies = {path: folder / path.relative_to(base) for path in files}
    for path, copy in copies.items():
        if resolved(copy, "--copy").exists() and not _same(path, copy):
            raise InputError("another file stands there, which is left as it is", file=str(copy),
                             allowed="a folder without it")  # fmt: skip
    for path, copy in copies.items():
        copy.parent.mkdir(parents=True, exist_ok=True)
        if not copy.exists():
            write_whole(copy, path.read_bytes())
    return list(copies.values())


def _same(path: Path, copy: Path) -> bool:
    return copy.is_file() and copy.read_bytes() == path.read_bytes()
