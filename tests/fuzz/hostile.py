"""Hostile inputs: values, texts and bytes that people and programs hand in, from a seeded draw."""

from __future__ import annotations

import json
from random import Random
from typing import Any

NAMES = (
    "talks.planned_months", "period.months", "period.start", "choices.scope", "levers.repair",
    "levers.repair.councils", "shocks.trust.month", "geography.tiers", "geography.size",
    "geography.councils", "geography.map", "name", "history.news", "seed", "runs", "a", "x.y.z",
    "design.kind", "design.points", "design.steps", "design.table", "outcomes", "views", "tables",
    "posterior", "scenario", "base", "policies.p", "sampling.particles", "rows", "truth",
)  # fmt: skip


MILD = (
    '"mixed"', '"team"', '"2010-05"', "true", "[3, 4]", "[0.1, 0.2]", "{ low = 0, high = 1 }",
    '["shire_district", "county"]', "[true, false]", '["talks"]', '["success_rate"]', "2010-05-01",
    '{ level = 1, start = "2010-05" }', '{ month = "2010-05", size = 0.5 }', '"hexagonal"', "[]",
    '{ values = [1, 2], scales = ["affinity.level"] }', '{ values = ["a", 2], sets = { x = [1] } }',
    '{ values = [1, 2], sets = { "talks.planned_months" = [3, 4] } }', "{ values = [[1], {}, 1] }",
    '{ values = ["a", "b"], scales = ["choices.scope"] }', '["Essex"]', '"E07000200"', '"sobol"',
    "{ values = [2010-05-01, 07:00:00] }", '"reasons"', '"own"', '"latin_hypercube"', '["map"]',
)  # fmt: skip
"""Values that are right somewhere, and nearly right elsewhere."""

NUMBERS = ("0", "1", "2", "3", "0.5", "12", "-0.0", "0.1", "2007", "1e2") * 3
"""Numbers that are right somewhere; as often as all other values."""


def numbers(draw: Random) -> str:
    """Return a number that nobody means, or that no reader can hold; sometimes a likely one."""
    if draw.random() < 0.4:
        return draw.choice(NUMBERS)
    return draw.choice(
        [
            "9" * draw.choice([20, 400, 4301, 20_000]), "-1", "0", "1e999", "-1e308", "nan", "inf",
            "0x" + "f" * draw.choice([10, 5000]), "1000000000", "1_000", "0.1e-400", "00", "1e5",
            "2.0", "1/2", "١٢", "1,5", "84,200", "£3", "50%", "=1+1", "#REF!", "1979-05-27",
        ]
    )  # fmt: skip


def texts(draw: Random) -> str:
    """Return a text with something in it that a message or a path cannot bear."""
    wild = ["\0", "\x1b[2J", "\x07", "\u202e", "\ud7ff", "é", "🏛", "\n", "\t", "'", '"', "\\", "/"]
    size = draw.choice([0, 1, 3, 20, 500, 6000])
    return "".join(draw.choice([*wild, "a", "B", "0", " ", ".", ",", ";"]) for _ in range(size))


def quoted(draw: Random) -> str:
    """Return a text as TOML or JSON quotes it, escapes and all."""
    body = texts(draw).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(f"\\u{ord(one):04x}" if ord(one) < 32 else one for one in body) + '"'


def value(draw: Random) -> str:
    """Return the text of a value in a TOML file."""
    if draw.random() < 0.6:
        return draw.choice([*MILD, *NUMBERS])
    deep = draw.choice([1, 30, 3000])
    kinds = (
        numbers, quoted, texts,
        lambda d: "[" * deep + numbers(d) + "]" * deep,
        lambda d: "{a=" * deep + numbers(d) + "}" * deep,
        lambda d: "[" + ",".join(numbers(d) for _ in range(d.randint(0, 9))) + "]",
        lambda d: "{values=[" + numbers(d) + "]}",
        lambda d: "{low=" + numbers(d) + ",high=" + numbers(d) + ",steps=" + numbers(d) + "}",
        lambda d: "{scales=[" + quoted(d) + "],values=[" + quoted(d) + "]}",
        lambda d: d.choice(["true", "[]", "{}", "2010-13-45", "07:99", "'''", "[[", ""]),
    )  # fmt: skip
    return draw.choice(kinds)(draw)


def name(draw: Random) -> str:
    """Return a dotted name, right, mistyped or absurd."""
    kind = draw.random()
    if kind < 0.7:
        return draw.choice(NAMES)
    if kind < 0.8:
        return ".".join("a" for _ in range(draw.choice([2, 40, 50_000])))
    return draw.choice([quoted(draw), "talks.planed_months", "x" * 5000, "a b", ""])


def spoiled(content: bytes, draw: Random) -> bytes:
    """Return bytes with a few of them changed, taken away, doubled or put in."""
    for _ in range(draw.choice([1, 1, 2, 5, 40])):
        at = draw.randint(0, len(content))
        some = draw.choice(
            [b"", b"\0", b"\xff", b"\n", b",", b";", b'"', b"=", b"[", b"-", b"9" * 30, b"\x1b[31m"]
        )
        upto = at + draw.choice([0, 0, 1, 3, len(content) // 3])
        content = content[:at] + some + content[upto:]
    return content


def toml(template: str, draw: Random) -> bytes:
    """Return a TOML file: a right one with wrong lines, a spoiled one, or none at all."""
    kind = draw.random()
    if kind < 0.45:
        rows = template.splitlines()
        at = draw.choice([place for place, line in enumerate(rows) if "=" in line])
        key = rows[at].partition("=")[0] if draw.random() < 0.8 else f'"{name(draw)}"'
        rows[at] = f"{key} = {value(draw)}"
        return "\n".join(rows).encode("utf-8", "replace")
    lines = [f"{name(draw)} = {value(draw)}" for _ in range(draw.randint(1, 3))]
    if kind < 0.7:
        text = "\n".join([*lines, template] if draw.random() < 0.5 else [template, *lines])
        return text.encode("utf-8", "replace")
    if kind < 0.9:
        return spoiled(template.encode(), draw)
    return draw.choice(
        [
            b"", b"\xef\xbb\xbf" + template.encode(), template.encode("utf-16"), b"\0" * 100,
            b"PK\x03\x04zip", bytes(draw.randrange(256) for _ in range(300)), b"a=" + b"[" * 90_000,
            b"".join(b"k%d=1\n" % number for number in range(draw.choice([1000, 200_000]))),
        ]
    )  # fmt: skip


def json_file(content: dict[str, Any], draw: Random) -> bytes:
    """Return a JSON file in which one value, however deep, is another or is gone."""
    copy: Any = json.loads(json.dumps(content))
    inner: Any = copy
    while True:
        keys = list(inner) if isinstance(inner, dict) else list(range(len(inner)))
        if not keys:
            break
        key = draw.choice(keys)
        if isinstance(inner[key], dict | list) and inner[key] and draw.random() < 0.7:
            inner = inner[key]
            continue
        wild: list[Any] = [
            None, -1, 10**400, 1e308, float("nan"), "", texts(draw), [], {}, [[]], True, "9" * 5000,
            10**9,
        ]  # fmt: skip
        inner[key] = draw.choice(wild)
        if draw.random() < 0.2:
            del inner[key]
        break
    return json.dumps(copy).encode("utf-8", "replace")


def table(template: str, draw: Random) -> bytes:
    """Return a CSV file: cells, columns, separators or bytes of a right one are changed."""
    rows = [line.split(",") for line in template.splitlines()]
    kind = draw.random()
    if kind < 0.5:
        row = draw.choice(rows)
        wild = draw.choice([numbers, texts, numbers, lambda _: "", lambda _: '="A"'])(draw)
        row[draw.randrange(len(row))] = wild.replace("\n", " ") if draw.random() < 0.8 else wild
        return "\n".join(map(",".join, rows)).encode("utf-8", "replace")
    if kind < 0.7:
        separator = draw.choice([";", "\t", "|", ", ", ",,", " "])
        return "\n".join(separator.join(row) for row in rows).encode()
    if kind < 0.8:
        chosen = draw.randrange(len(rows[0]))
        double = [[*row, row[min(chosen, len(row) - 1)]] for row in rows]
        return "\n".join(map(",".join, double)).encode()
    if kind < 0.95:
        return spoiled(template.encode(), draw)
    wild = [b"", b"\n\n", b"PK\x03\x04", template.encode("utf-16"), b'"' * 300_000, b"," * 100_000]
    return draw.choice(wild)
