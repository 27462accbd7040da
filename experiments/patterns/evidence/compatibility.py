"""Patterns SF091 to SF110: who gets on with whom."""

from __future__ import annotations

from typing import Any

from experiments.patterns.checks import Alike, Band, Compared, Contrast, Effect, Either, no_effect
from experiments.patterns.common import (
    APPROACHES,
    HAZARD,
    MEMBERS,
    SUCCEED,
    with_value,
)
from experiments.patterns.evidence.prevalence import ALL_TIERS
from experiments.patterns.evidence.process import of_third, two_ways
from experiments.patterns.fits import adjusted_effect, larger_than_second
from experiments.patterns.pattern import Pattern
from experiments.patterns.rows.council_map import DISTRICT
from experiments.patterns.rows.pairs import asked_across, formed_pairs, party_approaches, tie_counts
from experiments.patterns.rows.tables import (
    SUCCESS,
    alive_at,
    ended_talks,
    failed_talks,
    partnership_lives,
    partnerships,
    talks,
    third,
    where,
)
from experiments.patterns.rows.turnover import control_changes, years_and_exits
from experiments.patterns.samples import Statistic, Variant
from experiments.patterns.statistics import any_run, column, mean, rate, rows, share
from experiments.patterns.sweeps import Fitted, Gap, Steps

FIVE = Variant.of({"partnership.max_size": 5})
MEMORYLESS = Variant.of(
    {
        "aftermath.wary_chance": 0.0,
        "aftermath.ruled_out": 0.0,
        "trust.lost_badly": 0.0,
        "trust.lost_mildly": 0.0,
    }
)


def _drawn(factor: float) -> Variant:
    """Return a world with drawn control that changes so many times as often as in the record."""
    return Variant.of({"history.control": "drawn", "politics.change_whole": 0.22 * factor,
                       "politics.change_part": 0.15 * factor})  # fmt: skip


VOLATILE = (_drawn(0.4), _drawn(1.0), _drawn(2.5))


def _turnover(words: str, mismatch: float) -> Statistic:
    """Return how often a change of leader ends talks of a kind."""
    kind = where(talks, lambda t: t["party_mismatch"] == mismatch)
    over = where(
        failed_talks, lambda t: (t["party_mismatch"] == mismatch) & (t["reason"] == "leader change")
    )
    return rate(f"leader changes that end talks, {words}", over, kind, column("leader_changes"))


def _success(words: str, chosen: Any, at: Any = ended_talks) -> Statistic:
    return share(f"success, {words}", where(at, chosen), SUCCESS)


def until_services(t: Any) -> Any:
    """Return the months that partnerships shared a team without services."""
    last = t["services_month"].fillna(t["began"] + t["lived"]).astype(float)
    return last - t["team_month"].astype(float)


def _to_services(words: str, *, near: bool) -> Statistic:
    """Return steps to shared services a month of sharing a team."""
    team = where(partnership_lives, lambda t: t["team_month"].notna() & (t["contiguous"] == near))
    return rate(f"steps to services a month of sharing a team, {words}",
                where(team, lambda t: t["services_month"].notna()), team, until_services)  # fmt: skip


def _remote(words: str, *, near: bool) -> Effect:
    officers = mean(f"officers' support in talks {words}", where(ended_talks, lambda t: (t["distance_km"] <= 30) == near),
                    lambda t: (t["officers_asker"] + t["officers_asked"]) / 2)  # fmt: skip
    return Effect(officers, with_value("levers.remote_working", 1.0), 1, 0.0)


def _exits(words: str, chosen: Any) -> Statistic:
    return share(
        f"years after which a council leaves or all part, {words}",
        where(years_and_exits, chosen),
        column("lost"),
    )


def _asks_across(words: str, chosen: Any) -> Statistic:
    """Return approaches across parties over those that a random choice of ties would make."""
    made = where(party_approaches, chosen)
    return rate(f"approaches across parties over chance, {words}", where(made, column("cross")), made,
                column("chance"))  # fmt: skip


def _asked(tier: str, words: str) -> Statistic:
    to = where(asked_across, lambda t: (t["tier_from"] == DISTRICT) & (t["tier_to"] == tier))
    return rate(f"approaches a tie, {words}", to, tie_counts(tier), column("ties"))


def _county_district(t: Any) -> Any:
    return t["tiers"].isin(["county;shire_district", "shire_district;county"])


def _two_districts(t: Any) -> Any:
    return t["tiers"] == "shire_district;shire_district"


def _bid(t: Any) -> Any:
    return t["same_county"] & t["joint_bid"]


def _no_bid(t: Any) -> Any:
    return t["same_county"] & ~t["joint_bid"]


PATTERNS = (
    Pattern(
        "SF091", "D", "Councils that see themselves as alike partner more easily", "S2 Enablers; S1 Wider perspectives",
        "profile of partners against that of their other ties",
        (Contrast(mean("gap in profile of partners", formed_pairs, column("profile_gap")),
                  mean("gap in profile of the asker's ties of that kind", formed_pairs, column("usual")),
                  -1, 0.10, "quotient"),),
        "Random pairs of the same geography are the asker's ties that are, or are not, neighbours and of one county; a tenth "
        "nearer is asked for, where a hundredth did before.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF092", "D", "Like ways of working and like places help", "S1 Wider perspectives", "gaps in culture and profile",
        (Contrast(of_third("culture_gap", 2, "widest culture gap"), of_third("culture_gap", 0, "narrowest"), -1, 0.02),
         Contrast(of_third("profile_gap", 2, "widest profile gap"), of_third("profile_gap", 0, "narrowest profile gap"),
                  -1, 0.005)),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF093", "D", "First impressions and like concerns matter more than like practices", "S1 Wider perspectives",
        "trust in month 3 and its change afterwards",
        (Fitted(rows("talks of three months or more with trust", where(ended_talks, lambda t: t["trust_month_3"].notna()),
                     [SUCCESS, column("trust_month_3"), lambda t: t["trust_end"] - t["trust_month_3"]]),
                larger_than_second, low=0.0, told="effect of trust in month 3 beyond that of its change"),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF094", "D", "Member-led against officer-led was a stubborn source of trouble", "S1 Wider perspectives",
        "gap in culture",
        (Either((Fitted(rows("talks with the gap in culture", ended_talks, [SUCCESS, column("culture_gap")]),
                        adjusted_effect, high=-0.15, told="success moved by a full gap in culture"),
                 two_ways(_success("culture gap over 0.7", lambda t: t["culture_gap"] > 0.7),
                          _success("culture gap under 0.15", lambda t: t["culture_gap"] < 0.15), -1, 0.15))),),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF095", "D", "Differences of culture are a main barrier", "S2 Barriers", "spread of cultures",
        (Effect(SUCCEED, with_value("councils.culture_spread", 0.0), 1, 0.01),),
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF096", "D", "Party difference is a hurdle and rarely fatal", "S1 Wider perspectives (party)",
        "mismatch at equal trust",
        (Fitted(rows("talks with mismatch and trust", ended_talks, [SUCCESS, column("party_mismatch"), column("trust_start")]),
                adjusted_effect, -0.20, -0.03, told="success moved by another party at equal trust"),
         Fitted(rows("talks of most trust with mismatch", where(ended_talks, third("trust_start", 2)),
                     [SUCCESS, column("party_mismatch"), column("trust_start")]),
                adjusted_effect, low=-0.10, told="the same in the third of most trust")),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF097", "D", "A hostile opposition, and a change of leader, bring trouble across parties",
        "S1 Wider perspectives (party)", "hostility; changes of leader by mismatch",
        (Contrast(_turnover("two parties", 1.0), _turnover("one party", 0.0), 1, 0.05),
         Effect(MEMBERS, with_value("politics.hostility", 0.8), -1, 0.01)),
        grade="input", why="breakdown.leader_mismatch and the weight of hostility", band_set="sign with the evidence",
    ),
    Pattern(
        "SF098", "D", "A partner whose control swings is not ruled out", "S1 Wider perspectives (party)",
        "how often drawn control changes",
        (Compared(APPROACHES, VOLATILE[2], 0.75, 1.0, VOLATILE[0]), Steps(HAZARD, VOLATILE, 1, 0.10, "quotient")),
        "Approaches fall a little, at most by a quarter; partings rise by a tenth or more.", 2,
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF099", "D", "A failed attempt across parties did not sour councils on such work", "S1 Wider perspectives (party)",
        "whether a first attempt across parties has failed; memory of failures switched off",
        (Alike(_asks_across("after a first failure across parties", column("soured")),
               _asks_across("before any failure", column("fresh")), low=0.80),
         no_effect(mean("approaches across parties after a first failure across parties",
                      where(party_approaches, column("soured")), column("cross")), MEMORYLESS, 0.05)),
        "Memory belongs to the pair, which is left out. What councils ask is held against their ties at that time; that it "
        "may rise was allowed after a first look, since what is claimed is that it does not fall.", 2,
        grade="emergent", band_set="after results",
    ),
    Pattern(
        "SF100", "D", "Even an opposition did not promise to undo it", "S1 Wider perspectives (Scott box)",
        "nothing",
        (Band(share("takeovers by another party after which sharing is undone within two years",
                    where(control_changes, column("takeover")), column("undone")), 0.0, 0.35),),
        "Only where one party takes over from another was there an opposition; that this council leaves counts too.",
        grade="emergent", band_set="before results",
    ),
    Pattern(
        "SF102", "D", "Non-neighbours are harder, but relationship outranks geography", "S1 Wider perspectives",
        "trust and distance",
        (Fitted(rows("talks with trust and distance", ended_talks, [SUCCESS, column("trust_start"), column("distance_km")]),
                larger_than_second, low=0.0, told="effect of trust beyond that of distance"),
         Contrast(_success("not neighbours", lambda t: ~t["contiguous"]), _success("neighbours", column("contiguous")),
                  -1, 0.005)),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF103", "D", "A pair that are not neighbours was held up as good practice", "S1 Wider perspectives", "nothing",
        (Band(any_run("runs in which partners that are not neighbours last five years",
                      where(partnership_lives, lambda t: ~t["contiguous"] & (t["lived"] > 60))), 0.5, 1.0),),
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF104", "D", "Non-neighbours may even clash less", "S1 Wider perspectives", "rivalry of neighbours, an option",
        (Effect(share("partners that are not neighbours", partnerships, lambda t: ~t["contiguous"]),
                with_value("affinity.rivalry", 0.10), 1, 0.02),),
        "One view: off by default, and it must do what it says when it is on.",
        grade="input", why="affinity.rivalry", band_set="sign with the evidence",
    ),
    Pattern(
        "SF105", "D", "Sharing services needs nearness more than sharing managers", "S1 Wider perspectives",
        "whether partners are neighbours",
        (Contrast(_to_services("apart", near=False), _to_services("neighbours", near=True), -1, 0.10, "quotient"),),
        grade="input", why="partnership.services_apart and services_distance", band_set="sign with the evidence",
    ),
    Pattern(
        "SF106", "D", "Long travel was hard at first; meeting at a distance helps", "S1 Lessons (trust)", "remote working",
        (Gap(_remote("far apart", near=False), _remote("near", near=True), 1, 0.002),),
        grade="input", why="effects.remote_distance", band_set="sign with the evidence",
    ),
    Pattern(
        "SF107", "Q", "Three or four districts is the practical most, five the outer bound", "S1 Wider perspectives",
        "size, up to five",
        (Band(share("partnerships of three or more in 2017", alive_at("2017-01"), lambda t: t["size"] >= 3), 0.0, 0.10),
         Band(share("partnerships of three or more, five allowed", where(alive_at("2017-01"), lambda t: t["size"] >= 3),
                    lambda t: t["size"] > 4), 0.0, 0.10, FIVE),
         Contrast(_exits("three or more", lambda t: t["size"] >= 3), _exits("pairs", lambda t: t["size"] == 2), 1, 0.02,
                  variant=FIVE)),
        "No more than five can be formed; that five is rare, and larger ones part sooner, comes from runs.", 2,
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF108", "D", "Plans across tiers broke down for want of common functions", "S1 Rationale", "tiers of the pair",
        (Either((
            Contrast(_success("county and district", _county_district), _success("two districts", _two_districts),
                     -1, 0.15, variant=ALL_TIERS),
            Contrast(_success("county and district", _county_district), _success("two districts", _two_districts),
                     -1, 0.5, "odds ratio", ALL_TIERS))),),
        times=2,
        grade="emergent", band_set="with the evidence",
    ),
    Pattern(
        "SF109", "D", "County and district sharing seemed unlikely: a unitary by stealth", "S1 Further issues",
        "tiers of the pair",
        (Contrast(_asked("county", "district to county"), _asked(DISTRICT, "district to district"), -1, 0.25, "quotient",
                  ALL_TIERS),),
        times=2,
        grade="emergent", band_set="sign with the evidence",
    ),
    Pattern(
        "SF110", "D", "A past of working together makes sharing natural", "S1 Wider perspectives (Leese box)",
        "joint bids within one county",
        (Contrast(mean("trust at the start after a joint bid", where(talks, _bid), column("trust_start")),
                  mean("trust at the start without", where(talks, _no_bid), column("trust_start")), 1, 0.01),
         Contrast(_success("after a joint bid", _bid), _success("in one county without a bid", _no_bid), 1, 0.01)),
        grade="emergent", band_set="sign with the evidence",
    ),
)  # fmt: skip
"""The patterns of this part."""
