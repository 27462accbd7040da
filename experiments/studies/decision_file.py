"""What a study file says of a choice between its policies: by which outcome, at which price.

[decision]
outcome = "success_rate"     # by which policies are chosen; the first that is shown
better = "higher"            # or "lower"
rate = 0.035                 # at which later pounds count less, a year

[policies."A name"]
price = 250_000              # pounds a year, while the policy lasts
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from experiments.statistics.discounted import WHO, discounted_name
from simulation.errors import InputError
from simulation.parameters.refusal import refusal

PRICE = "price"
RATE = 0.035
"""The social time preference rate of the Treasury's Green Book (HM Treasury 2022, annex 6)."""

MOST_RATE, MOST_PRICE = 0.2, 1e12


class DecisionFile(BaseModel):
    """What stands under [decision]."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    outcome: str | None = None
    better: Literal["higher", "lower"] = "higher"
    rate: float = Field(
        RATE, ge=0.0, le=MOST_RATE, json_schema_extra={"low": 0, "high": MOST_RATE, "unit": ""}
    )


@dataclass(frozen=True)
class Decision:
    """By what a policy is chosen.

    Parameters
    ----------
    outcome : str or None
        Its name; None is the first outcome that is shown.
    higher : bool
        Whether more of it is better.
    rate : float
        Discount rate a year.
    prices : dict of str to float
        Pounds a year of policies that have a price.
    """

    outcome: str | None = None
    higher: bool = True
    rate: float = RATE
    prices: dict[str, float] = field(default_factory=dict)

    @property
    def saving(self) -> str:
        """The outcome that prices are weighed against."""
        return discounted_name(self.rate)

    @property
    def named(self) -> list[str]:
        """The outcome that a study file names, or none."""
        return [] if self.outcome is None else [self.outcome]

    def at(self, names: list[str]) -> Decision:
        """Return the decision with the outcome by the name that it is measured by."""
        return replace(self, outcome=names[0]) if names else self

    @property
    def measured(self) -> list[str]:
        """The outcomes that the choice needs."""
        return self.named + [self.saving + who for who in ("", *WHO) if self.prices]


def decision_of(given: Mapping[str, Any], policies: Mapping[str, Any]) -> Decision:
    """Return by what policies are chosen.

    Raises
    ------
    InputError
        For an unknown word or a value that is not allowed; for a decision without policies.
    """
    if given and not policies:
        raise InputError(
            "is between policies, and this study has none", field="decision", allowed="[policies]"
        )
    try:
        read = DecisionFile.model_validate(dict(given))
    except ValidationError as error:
        wrong = refusal(error, DecisionFile)
        raise wrong.at(f"decision.{wrong.field}" if wrong.field else "decision") from None
    return Decision(read.outcome, read.better == "higher", read.rate, prices_of(policies))


def prices_of(policies: Mapping[str, Any]) -> dict[str, float]:
    """Return the price of each policy that has one.

    Raises
    ------
    InputError
        If one is no number of pounds of 0 or more.
    """
    prices = {}
    for name, given in policies.items():
        if isinstance(given, Mapping) and PRICE in given:
            price = given[PRICE]
            number = isinstance(price, (int, float)) and not isinstance(price, bool)
            if not number or not 0.0 <= price <= MOST_PRICE:
                raise InputError(
                    "is no price",
                    field=f"policies.{name}: {PRICE}",
                    value=price,
                    allowed="pounds a year, 0 or more",
                )
            prices[name] = float(price)
    return prices


def without_price(given: Any) -> Any:
    """Return what a policy changes, without its price."""
    if not isinstance(given, Mapping):
        return given
    return {name: one for name, one in given.items() if name != PRICE}
