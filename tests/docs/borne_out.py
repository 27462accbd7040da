"""What published tables, or parameters, say of the sentences in `claims.py`."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from docs.published import JANUARY_2017, LATE, REFERENCE, manifest, published, scorecard
from experiments import Posterior, summarise
from experiments.decisions.sensitivity.groups import topics_of
from experiments.patterns.prior_pass import EASY
from simulation import Scenario, run_ensemble
from simulation.catalogue import catalogue
from simulation.maps import geography_of

COUNTS = ("no", "one", "two", "three", "four", "five", "six", "seven")
TUTORIAL = REFERENCE.parents[1] / "docs" / "tutorials" / "a_study.ipynb"
TIMES = ("never", "once", "twice", *(f"{one} times" for one in COUNTS[3:]))


def rows(study: str, outcome: str) -> pd.DataFrame:
    """Return the effects of a study on an outcome, a row a point."""
    found = published(f"{study}/effects.csv")
    return found[found["outcome"] == outcome].set_index("point")


def part(name: str, outcome: str) -> Any:
    """Return the effect of switching off a part of the second edition."""
    points = published("mechanisms/points.csv").set_index("part")
    return rows("mechanisms", outcome).loc[points.loc[name, "point"]]


def level(outcome: str) -> float:
    """Return the mean of an outcome over the posterior, with everything on."""
    found = published("mechanisms/summary.csv").set_index(["point", "outcome"])
    return float(found["value"][0, outcome])


def best(clock: str, wanted: Callable[[float], bool]) -> float:
    """Return how probably success is highest at one of the planned months that are wanted."""
    months = published("talk_length/points.csv").set_index("point")["talks.planned_months"]
    found = rows("talk_length", "success_rate").query("structure == @clock")
    return float(sum(one for point, one in found["highest"].items() if wanted(months[point])))


def falls() -> dict[str, float]:
    """Return by how much success falls from six planned months to 18, by clock."""
    months = published("talk_length/points.csv").set_index("point")["talks.planned_months"]
    found = rows("talk_length", "success_rate")
    longest = found[months[found.index].to_numpy() == 18]
    return dict(zip(longest["structure"], -longest["effect"], strict=True))


def the_embargo_alone_is_steep() -> bool:
    """Return whether success falls more than twice as far under it as under any other clock."""
    found = falls()
    return found.pop("embargo") > 2 * max(found.values())


def widest_structure() -> str:
    """Return the study in which assumptions that cannot be told apart differ most in success."""
    spans = {}
    for study in ("talk_length", "leadership_change", "party_mismatch"):
        found = rows(study, "success_rate").sort_index()
        several = found["structure"].nunique()
        grouped = found.groupby(np.arange(len(found)) // several)["effect"]
        spans[study] = float((grouped.max() - grouped.min()).max())
    return max(spans, key=spans.__getitem__)


def little_moves() -> bool:
    """Return whether three parts move success and sharing by what the page says at most."""
    names = ("no pulse of bids", "no fairness in talks", "no worth of expertise")
    success = max(abs(part(name, "success_rate")["effect"]) for name in names)
    return success < 0.01 and max(abs(part(name, JANUARY_2017)["effect"]) for name in names) < 2


def bring_together() -> bool:
    """Return whether fewer share without each of three parts, over 95 % of members."""
    names = ("no looking on", "no extensions", "no occasion by vacancy")
    return all(part(name, JANUARY_2017)["high"] < 0 for name in names)


def thin_cover_probably() -> bool:
    """Return whether fewer share without it with a probability that leaves some doubt."""
    found = part("no motive of thin cover", JANUARY_2017)
    return bool(found["above"] < 0.1 and found["high"] > 0)


def leaders_end_talks_and_partnerships() -> bool:
    """Return whether both fall surely, and survival by amounts that the two assumptions part."""
    success = rows("leadership_change", "success_rate").tail(2)
    lasting = rows("leadership_change", "survival_5_years").tail(2).set_index("structure")
    sure = max(success["above"].max(), lasting["above"].max()) < 0.05
    return bool(sure and lasting.loc["at once", "high"] < lasting.loc["once", "low"])


def party_is_small() -> bool:
    """Return whether no mean effect of a weight of party comes to five points."""
    outcomes = ("success_rate", "lasting_success", "survival_5_years", "survival_10_years")
    return all(rows("party_mismatch", one)["effect"].abs().max() < 0.05 for one in outcomes)


def motives_in_order() -> bool:
    """Return whether money leads, two motives are level, and all others come after."""
    money, resilience, favour = (
        level(f"led_by_{one}") for one in ("finance", "resilience", "government")
    )
    others = max(level("led_by_vacancy"), level("led_by_fashion"))
    return abs(resilience - favour) < 0.02 and money > 2 * max(resilience, favour) > 4 * others


@cache
def first_edition(outcome: str) -> float:
    """Return an outcome of the first edition in 100 runs, which no published table holds."""
    many = run_ensemble(Scenario.load("first_edition"), runs=100, seed=1)
    return float(summarise(many, [outcome])["value"].iloc[0])


def fact(name: str) -> float:
    """Return a number of England's one history."""
    return float(published("validation/facts.csv").set_index("fact").loc[name, "value"])


def vacancy_led() -> str:
    """Return in how many of ten partnerships a vacancy led, in the first edition."""
    assert first_edition("led_by_resilience") < 0.01
    return COUNTS[round(10 * first_edition("led_by_vacancy"))]


def ended() -> str:
    """Return how often partnerships of the first edition ended against England's."""
    return TIMES[round(first_edition("parting_hazard") / fact("V16"))]


def begun() -> str:
    """Return how many partnerships of the first edition began late against England's."""
    return TIMES[round(first_edition(LATE) / fact("V12"))]


def without_slimming() -> str:
    """Return how many times as many partnerships begin late without slimming of own teams."""
    return TIMES[round(1 + part("no slimming of teams", LATE)["effect"] / level(LATE))]


def in_common() -> str:
    """Return the largest rank correlation of two parameters of different topics."""
    posterior = Posterior.read("packaged")
    topics = topics_of(list(posterior.sets))
    topic = {name: one.name for one in topics for name in one.parameters}
    ranks = posterior.sets.rank().to_numpy()
    covariance = np.cov(ranks.T, aweights=posterior.weight)
    spread = np.sqrt(np.diag(covariance))
    of = np.array([topic[name] for name in posterior.sets])
    return f"{np.abs(covariance / np.outer(spread, spread))[of[:, None] != of].max():.2f}"


def values(study: str, factor: str) -> str:
    """Return between which values the sensitivity of a study varies a factor."""
    found = published(f"{study}/points.csv")[factor]
    return f"{found.min():g} to {found.max():g}"


def share_of_assumptions() -> str:
    """Return how many of ten parameters are called assumptions."""
    found = [("assumption" in entry.source) for entry in catalogue()]
    return COUNTS[round(10 * sum(found) / len(found))]


def most_effects_have_a_direction_alone() -> bool:
    """Return whether most effects of levers cite no row with a number."""
    kinds = published("scorecard.csv").drop_duplicates("row").set_index("row")["kind"]
    numbers = set(kinds.index[kinds == "Q"])
    effects = [entry.source for entry in catalogue() if entry.name.startswith("effects.")]
    return sum(not any(row in source for row in numbers) for source in effects) > 0.8 * len(effects)


def covered_as_they_should() -> bool:
    """Return whether intervals of the calibration hold known values as often as they say."""
    row = published("calibration/coverage_pooled.csv").iloc[0]
    return all(abs(row[f"covered_{one}"] - one / 100) < 0.02 for one in (50, 80, 95))


def nearly_all_were_calibrated_to() -> bool:
    """Return whether nine in ten facts held against runs are numbers of the calibration."""
    aimed = set(published("calibration/predicted.csv")["outcome"])
    found = published("validation/facts.csv")
    known = found.loc[found["mid_p"].notna(), "outcome"]
    return bool(sum(one.split(" / ")[0] in aimed for one in known) >= 0.9 * len(known))


def few_are_pinned() -> bool:
    """Return whether less than a fifth of the parameters are pinned down."""
    return bool(published("calibration/parameters.csv")["pinned"].mean() < 0.2)


def no_length_is_best() -> bool:
    """Return whether clocks differ in the length that is most probably best."""
    found = rows("talk_length", "success_rate")
    months = published("talk_length/points.csv").set_index("point")["talks.planned_months"]
    return len({months[one["highest"].idxmax()] for _, one in found.groupby("structure")}) > 1


def nest() -> str:
    """Return members and runs of the published study of mechanisms."""
    ((members, runs),) = manifest("mechanisms")["nest"]
    return f"{members} members of the posterior with {runs}"


def easy() -> str:
    """Return the share of prior draws that a row must fall short of, to count."""
    share = f"{100 * EASY:.0f}"
    assert f"fewer than {share} %" in scorecard()
    return share


def councils() -> str:
    """Return how many councils the default map has."""
    return str(len(geography_of(Scenario.default()).councils))


def counted(row: str) -> list[str]:
    """Return the numbers that begin a statement of the evidence."""
    claim = published("scorecard.csv").set_index("row")["claim"][row]
    return re.findall(r"\d+", str(claim.iloc[0]))


def half_become_wary() -> bool:
    """Return whether a council becomes wary about every other time."""
    return abs(Scenario.default().parameters.aftermath.wary_chance - 0.5) < 0.05


def embedded_in_two_years() -> bool:
    """Return whether less than a tenth is wanting of the habit of sharing after 24 months."""
    return (1 - Scenario.default().parameters.partnership.embedding_rate) ** 24 < 0.1


def share_of_the_tutorial() -> str:
    """Return the level that the cells of the tutorial show, in 100."""
    shown = re.search(r"is (\d+\.\d)% under the baseline", TUTORIAL.read_text(encoding="utf-8"))
    assert shown
    return f"{float(shown[1]):.0f} in 100"
