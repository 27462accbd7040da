"""The recipes of `CONTRIBUTING.md` about the model, worked through: what is written where."""

from __future__ import annotations

from tests.house.recipe import Recipe

PARAMETER = Recipe(
    "a parameter",
    {
        "simulation/parameters/talks.py": {
            "    vision_rate: float": (
                '    coffee: float = number(0.0, 0.0, 1.0, "vision", "a month, gained over coffee",'
                ' "assumption")'
            )
        },
        "simulation/rules/talks.py": {
            "    talks.vision[r] = unit(talks.vision[r] +": "    gain += p.talks.coffee"
        },
    },
)

LEVER = Recipe(
    "a lever",
    {
        "simulation/terms.py": {
            "RED_LINES = LEVERS": 'RETREAT = LEVERS.add(Term("joint_retreat"))'
        },
        "simulation/parameters/interventions.py": {
            "    red_lines: Lever": (
                '    joint_retreat: Lever = lever("councillors of both go away together", "SF124")'
            )
        },
        "simulation/parameters/effects.py": {
            "    red_lines_fear": (
                '    retreat_vision: float = number(0.3, 0.0, 1.0, "vision", "a month", "SF124")'
            )
        },
        "simulation/rules/talks.py": {
            "    VISION_FIRST,": "    RETREAT,",
            "    talks.vision[r] = unit(talks.vision[r] +": (
                "    gain += p.effects.retreat_vision * "
                "pulled_by_both(w, RETREAT, talks.began[r], a, b)"
            ),
        },
    },
)

CHOICE = Recipe(
    "a choice",
    {
        "simulation/terms.py": {
            "CHOICES: dict": (
                "VENUES: Terms[Term] = Terms()\n"
                '"""Where councils meet."""\n\n'
                'HALL = VENUES.add(Term("town hall"))\nPUB = VENUES.add(Term("pub"))\n'
            ),
            '    "partner_rule": PARTNER_RULES': '    "venue": VENUES,',
        },
        "simulation/parameters/interventions.py": {
            "    wait_for_vacancy: bool": (
                '    venue: Literal["town_hall", "pub"] = option(\n'
                '        "town_hall", "where councils meet", "assumption"\n    )'
            )
        },
        "simulation/parameters/__init__.py": {"    wait_for_vacancy: int": "    venue: int"},
        "simulation/rules/talks.py": {
            "    VISION_FIRST,": "    PUB,",
            "    talks.vision[r] = unit(talks.vision[r] +": (
                "    if p.choices.venue == PUB:\n        gain *= 0.5"
            ),
        },
    },
)

OUTCOME = Recipe(
    "an outcome",
    {
        "experiments/statistics/measures.py": {
            "def success(": (
                "def long_talks(result: Runs) -> Measurement:\n"
                '    """Return the share of ended talks that took more than a year."""\n'
                "    rows = result.talk_rows\n"
                '    ended = rows["ended"] >= 0\n'
                '    return share(result, rows, rows["ended"] - rows["began"] > 12, ended)\n\n'
            )
        },
        "experiments/statistics/outcomes.py": {
            '    Outcome(\n        "success_rate"': (
                '    Outcome("long_talks", "share", "talks that took more than a year", "rate",\n'
                "            measures.long_talks),"
            )
        },
    },
)

COLUMN = Recipe(
    "a column",
    {
        "simulation/world/tables.py": {
            "    trust_start: Real": "    meetings_held: Real  # of the leaders"
        },
        "simulation/rules/soundings.py": {
            "    talks.trust_third[r] = -1.0": "    talks.meetings_held[r] = 0.0"
        },
        "simulation/rules/talks.py": {
            "    talks.hours[r] += work": "    talks.meetings_held[r] += p.talks.meetings"
        },
        "simulation/result/talks.py": {
            '        Column("purpose", "real"': (
                '        Column("meetings_held", "real", "meetings", "of the leaders",'
                ' _row("meetings_held")),'
            )
        },
    },
)

REASON = Recipe(
    "a reason for which talks fail",
    {
        "simulation/branches.py": {
            "BY_OTHER = BRANCHES": 'BY_WEATHER = BRANCHES.add(Term("weather", "as for a leak"))',
        },
        "simulation/terms.py": {
            "OTHER = REASONS": 'WEATHER = REASONS.add(Term("weather", sentence="it rained"))',
        },
        "simulation/parameters/reasons.py": {
            "    proximate: float": (
                '    weather: float = number(0.4, 0.0, 2.0, "weight", "of rain", "assumption")'
            )
        },
        "simulation/rules/reasons.py": {
            "    TAKEOVER_FEAR,": "    WEATHER,",
            "    s[LEADER_CHANGE] = weight": (
                "    s[WEATHER] = weight.weather * short(talks.vision[r], 1.0)"
            ),
        },
        "simulation/rules/breakdown.py": {
            "    BY_UNWILLING,": "    BY_WEATHER,",
            "    SELF_INTEREST,": "    WEATHER,",
            "    hazards[BY_OTHER - first]": "    hazards[BY_WEATHER - first] = 0.5",
            "    if branch == BY_CULTURE:": "    if branch == BY_WEATHER:\n        return WEATHER",
        },
        "experiments/browser/cards/ruling.py": {
            "@_branches(branches.BY_LEAK)": (
                "@_branches(branches.BY_WEATHER)\n"
                "def _weather(e: EndedTalks) -> Ruling:\n"
                "    return Ruling(\n"
                '        f"It rained on {e.names[0]}.", evidence_rows("reasons.weather")\n'
                "    )\n\n"
            )
        },
    },
)
