"""Who controls a council: the party codes of `terms` as an enumeration, with their labels."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
import numpy.typing as npt

from simulation import terms

Codes = npt.NDArray[np.int8]
"""Control or largest party, one code of `Party` an entry."""


class Party(IntEnum):
    """Control of a council as a small whole number; the tables of a run hold these.

    `IND` takes independents, residents' associations and every small party together, as the
    control table of England does. `NOC` is no overall control: no party holds a majority.
    `NONE` means that the council does not exist yet.
    """

    NONE = -1
    CON = terms.CON
    LAB = terms.LAB
    LD = terms.LD
    IND = terms.IND
    NOC = terms.NOC


CONTROLS: dict[str, Party] = {label: Party(code) for code, label in enumerate(terms.PARTIES)}
"""Label to code, for everything that can control a council."""

LABELS: dict[Party, str] = {Party.NONE: "", **{party: label for label, party in CONTROLS.items()}}
"""The label of each code, as written in tables; '' for a council that does not exist yet."""

LEADING: dict[str, Party] = {
    label: party for label, party in CONTROLS.items() if party is not Party.NOC
}
"""Label to code, for everything that can be the largest party of a council."""
