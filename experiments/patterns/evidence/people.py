"""Patterns SF057 to SF074: leaders, chief executives, members and officers in talks."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Band, Contrast, Effect
from experiments.patterns.common import (
    FEAR_AHEAD,
    FIRST_AHEAD,
    MEMBERS,
    OFFICERS,
    SUCCEED,
    VOTE_FAILURES,
    with_value,
)
from experiments.patterns.fits import interaction, rank_of_first
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.tables import (
    SUCCESS,
    agreed_talks,
    ended_talks,
    failed_talks,
    month_of,
    partnership_lives,
    talks,
    third,
    where,
)
from experiments.patterns.rows.turnover import leader_changes, set_up
from experiments.patterns.samples import Statistic, Variant
from experiments.patterns.statistics import column, rate, rows, share
from experiments.patterns.sweeps import Fitted, Gap, Peak, Steps, variants
from simulation.result import Result

DEAF = {
    "approach.least_trust": 0.0,
    "approach.accept_base": 1.0,
    "money.severance": 0.0,
    "money.project": 0.0,
}
"""Everybody may ask, everybody says yes, and sharing costs nothing to set up."""

STRANGERS = Variant.of({**DEAF, "affinity.level": 0.25})
FRIENDS = Variant.of(DEAF)
SHOCK = "2013-06"
SHOCKED = Variant.of({"shocks.trust.month": SHOCK, "shocks.trust.size": 0.25})


def _open_then(result: Result) -> Any:
    """Return ended talks that were under way in the month of the shock."""
    table, month = ended_talks(result), month_of(result, SHOCK)
    return table[(table["began"] < month) & (table["ended"] >= month)]


def _settled_then(result: Result) -> Any:
    """Return partnerships that were three years old or more in the month of the shock."""
    table, month = partnership_lives(result), month_of(result, SHOCK)
    return table[(month - table["began"] >= 36) & (table["began"] + table["lived"] >= month)]


def _two_years_on(table: Any) -> Any:
    return table["began"] + table["lived"] >= 101 + 24


def _least(table: Any, who: str) -> Any:
    return table[[f"{who}_asker", f"{who}_asked"]].min(axis=1)


def _gates(*, members: bool, officers: bool) -> Statistic:
    """Return the success of talks by whether both gates of support are passed at the end."""

    def chosen(t: Any) -> Any:
        return ((_least(t, "members") >= 0.5) == members) & (
            (_least(t, "officers") >= 0.38) == officers
        )

    words = f"{'high' if members else 'low'} members, {'high' if officers else 'low'} officers"
    return share(f"success with {words}", where(ended_talks, chosen), SUCCESS)


def _support(low: float, high: float) -> Statistic:
    def chosen(t: Any) -> Any:
        return _least(t, "members").between(low, high, inclusive="left")

    words = f"success where the less willing members' support is {low:.2f} to {high:.2f}"
    return share(words, where(ended_talks, chosen), SUCCESS)


def _persuasion(evidence: float) -> Effect:
    """Return what persuasive leaders do to members at some pace of gathering evidence."""
    world = {"talks.evidence_rate": evidence}
    return Effect(MEMBERS, Variant.of({**world, "leaders.persuasion": 0.8}), 1, 0.0,
                  Variant.of({**world, "leaders.persuasion": 0.2}))  # fmt: skip


def _salience(words: str, mismatch: float) -> Effect:
    of_pair = share(
        f"success of {words} talks",
        where(ended_talks, lambda t: t["party_mismatch"] == mismatch),
        SUCCESS,
    )
    return Effect(of_pair, with_value("politics.salience", 0.9), -1, 0.0)


IN_TALKS = rate("leader changes that end talks", where(failed_talks, lambda t: t["reason"] == "leader change"),
                talks, column("leader_changes"))  # fmt: skip
WHEN_SETTLED = share("leader changes that end partnerships two years old",
                     where(leader_changes, lambda t: t["age"] >= 24), column("ended"))  # fmt: skip

PATTERNS = (
    Pattern(
        "SF057", "D", "Where people do not trust each other the idea fails, however good",
        "S1 Early stages", "trust between leaders, in a world where sharing costs nothing",
        (Band(SUCCEED, 0.0, 0.01, STRANGERS), Effect(SUCCEED, STRANGERS, -1, 0.05, FRIENDS)),
        grade="arithmetic", why="trust is a gate of the vote", band_set="not known",
    ),
    Pattern(
        "SF058", "D", "Trust between the two leaders decides", "S1 Early stages", "what talks start from",
        (Fitted(rows("talks with trust and what else they start from", ended_talks,
                     [SUCCESS, column("trust_start"), column("culture_gap"), column("profile_gap"),
                      column("size_gap"), lambda t: t["stress_gap"].abs(), column("party_mismatch"),
                      column("distance_km"), lambda t: t["vacancy"].notna(), column("joint_bid")]),
                rank_of_first, 1, 2, told="place of trust among effects on success"),),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF059", "D", "The leaders' relationship matters most early", "S1 Early stages",
        "a loss of trust everywhere in June 2013",
        (Gap(Effect(share("success of talks under way at the shock", _open_then, SUCCESS), SHOCKED, -1, 0.0),
             Effect(share("survival of three-year-old partnerships for two years", _settled_then, _two_years_on),
                    SHOCKED, -1, 0.0), -1, 0.03),),
        "Talks under way are compared with partnerships three years old, by what the same shock takes from each.",
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF060", "D", "Schemes can live through a change of leader once they share a chief executive",
        "S1 Early stages", "when leaders change", (Contrast(IN_TALKS, WHEN_SETTLED, 1, 0.10),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF061", "D", "A change of leader during set-up often ended things", "S1 Early stages; Lessons",
        "whether a leader has changed",
        (Contrast(rate("partings a month in the year after a change of leader in set-up",
                       where(set_up, column("shaken_end")), set_up, column("shaken")),
                  rate("partings a month of set-up before any change",
                       where(set_up, column("calm_end")), set_up, column("calm")), 1, 1.0, "quotient"),),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF062", "D", "Personalities were the cause most cited, above all where no vision was shared",
        "S1 Not progressed", "trust and vision at the start",
        (FIRST_AHEAD,
         Fitted(rows("talks with trust and vision at the start", ended_talks,
                     [SUCCESS, column("trust_start"), column("vision_start")]),
                interaction, high=0.0, told="trust times vision, log odds of success")),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF063", "D", "A strong chief executive drives change and can clash", "S1 Early stages",
        "strength of chief executives",
        (Peak(SUCCEED, variants("chief_executives.strength", (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 1.0))),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF064", "D", "A joint chief executive must be acceptable to both sides", "S1 Wider perspectives",
        "nothing",
        (Band(share("failures over a refused candidate", failed_talks,
                    lambda t: t["reason"] == "candidate refused"), 0.05, 0.20),),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF065", "D", "Leaders need a strength that carries their groups", "S1 Lessons", "persuasion of leaders",
        (Steps(SUCCEED, variants("leaders.persuasion", (0.1, 0.3, 0.5, 0.7, 0.9)), 1, 0.02),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF066", "D", "Leaders must be bold and back their case with evidence", "S1 Lessons",
        "persuasion with and without evidence", (Gap(_persuasion(0.15), _persuasion(0.0), 1, 0.01),),
        grade="input", why="persuasion is multiplied by evidence", band_set="sign with the evidence",
    ),
    Pattern(
        "SF067", "D", "Support of members is the turning point", "S1 Support (members)", "members' support at the end",
        (Band(share("agreements without a majority on either side", agreed_talks,
                    lambda t: _least(t, "members") < 0.5), 0.0, 0.05),
         Contrast(_support(0.50, 0.58), _support(0.42, 0.50), 1, 0.10)),
        "The sources give no size: ten points of success within eight of support are steep. A majority is a half; before, "
        "0.42 passed for one, and a fifth of support on either side. By the less willing side after a look by both.",
        grade="emergent", band_set="after results",
    ),
    Pattern(
        "SF068", "D", "Members carry the scheme to staff and public, or not", "S1 Support (members)",
        "what members start from", (Effect(OFFICERS, with_value("support.members_base", 0.45), 1, 0.005),),
        grade="input", why="officers follow members by a set weight", band_set="sign with the evidence",
    ),
    Pattern(
        "SF069", "D", "Fear of a takeover is a main way in which members end it", "S1 Support (members)",
        "size of the partner",
        (FEAR_AHEAD,
         Contrast(share("success, largest gap of size", where(ended_talks, third("size_gap", 2)), SUCCESS),
                  share("success, smallest gap of size", where(ended_talks, third("size_gap", 0)), SUCCESS), -1, 0.02)),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF070", "D", "Leaders were surprised by a backlash late on", "S1 Support (members)", "nothing",
        (Band(VOTE_FAILURES, 0.10, 0.40),),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF071", "D", "Fear of being absorbed into a unitary of the other party puts members off",
        "S1 Wider perspectives (party)", "talk of reorganisation",
        (Gap(_salience("cross-party", 1.0), _salience("same-party", 0.0), -1, 0.01),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF072", "D", "Officers' support is needed too and is not enough", "S1 Support (officers)",
        "support at the end",
        (Band(_gates(members=False, officers=True), 0.0, 0.10), Band(_gates(members=True, officers=False), 0.0, 0.10),
         Band(_gates(members=True, officers=True), 0.20, 1.0)),
        grade="emergent", band_set="not known",
    ),
    Pattern(
        "SF073", "D", "A few insiders can derail the project", "S1 Support (officers)",
        "a hostile insider everywhere, against officers as cool on average",
        (Effect(SUCCEED, with_value("councils.hostile_share", 1.0), -1, 0.02,
                Variant.of({"councils.hostile_share": 0.0, "support.officers_base": 0.47})),),
        "A hostile insider costs officers 0.08 of support; so much is taken from all of them on the other side.",
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF074", "D", "Managers' resistance to change is a main barrier", "S2 Barriers", "how far plans go",
        (Steps(OFFICERS, variants("choices.scope", ("chief_executive", "team", "whole")), -1, 0.01),),
        grade="input", why="effects.risk_chief, risk_team and risk_whole", band_set="sign with the evidence",
    ),
)  # fmt: skip
"""The patterns of this part."""
