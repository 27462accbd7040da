"""Beyond districts: the case for sharing of larger councils, and partnerships across tiers."""

from __future__ import annotations

from simulation.geography.tiers import TIERS
from simulation.parameters import Parameters
from simulation.parameters.tiers import Tiers
from simulation.rule import rule
from simulation.rules.chief_executives import window
from simulation.rules.restructuring import case_of
from simulation.world.tables import World

DISTRICT = TIERS.index("shire_district")
LONDON = TIERS.index("london_borough")
COUNTY = TIERS.index("county")


@rule
def size_power(p: Parameters, tier: int) -> float:
    """Return how fast the case for sharing fades with budget in a tier (SF003, SF004, SF008)."""
    if tier == DISTRICT:
        return p.approach.size_power
    if tier == LONDON:
        return min(p.approach.size_power, p.tiers.size_power_london)
    if tier == COUNTY:
        return min(p.approach.size_power, p.tiers.size_power_county)
    return min(p.approach.size_power, p.tiers.size_power_single)


@rule
def need(p: Tiers, tier: int) -> float:
    """Return the factor on members' need in a tier, 1 for districts."""
    if tier == DISTRICT:
        return 1.0
    if tier == LONDON:
        return p.need_london
    return p.need_county if tier == COUNTY else p.need_single


@rule
def small_one_opens(w: World, i: int, j: int) -> int:
    """Return 1 if one of two councils is a county, and the post of the other is opening."""
    tier = w.councils.tier
    if (tier[i] == COUNTY) == (tier[j] == COUNTY):
        return 0
    return window(w.councils, w.chiefs, j if tier[i] == COUNTY else i)


@rule
def vacancy_pull(p: Tiers, w: World, i: int, j: int) -> float:
    """Return what the small one's opening post adds between a county and a district (SF008)."""
    return p.vacancy_pull * small_one_opens(w, i, j) if p.vacancy_pull > 0.0 else 0.0


@rule
def case_of_asked(p: Parameters, w: World, i: int, j: int) -> float:
    """Return the weight of the case for sharing to `j`, asked by `i`: a county takes the other's.

    It does so, for a share, while the post of the small one is opening.
    """
    own, theirs = case_of(p, w, j), case_of(p, w, i)
    if p.tiers.vacancy_case == 0.0 or w.councils.tier[j] != COUNTY or theirs <= own:
        return own
    return own + p.tiers.vacancy_case * (theirs - own) * small_one_opens(w, i, j)


@rule
def beyond_districts(w: World, q: int) -> bool:
    """Return whether any partner is not a shire district."""
    for place in range(w.partnerships.partners[q]):
        if w.councils.tier[w.partnerships.members[q, place]] != DISTRICT:
            return True
    return False


@rule
def short_lived(p: Tiers, w: World, q: int) -> float:
    """Return the factor on chances of an end by choice: 1 for districts alone (SF008, SF108)."""
    return 1.0 + p.short_lived if p.short_lived > 0.0 and beyond_districts(w, q) else 1.0


@rule
def dearer(p: Tiers, w: World, i: int, j: int) -> float:
    """Return the factor on set-up cost between two councils: 1 for districts alone (SF008)."""
    if w.councils.tier[i] == DISTRICT and w.councils.tier[j] == DISTRICT:
        return 1.0
    return 1.0 + p.setup
