"""The families of the built-in problem set, a module a topic.

To add a family, write a `Family.of(name, words, *events)` in the notation of notation.py and put it into its module's
`FAMILIES`; shared.py has events to take. Give an event the kind of an existing one when the same thing happens ("gain",
"share", ...), so that combinations are held out across families.
"""

from socratic.builtin.families import (
    ages,
    averages,
    collections,
    comparing,
    earning,
    food,
    fractions,
    fuel,
    geometry,
    journeys,
    kitchen,
    leagues,
    measures,
    money,
    nature,
    outings,
    schedules,
    school,
    shopping,
    sports,
    time,
    travel,
    work,
)

__all__ = ["FAMILIES"]

FAMILIES = (
    *ages.FAMILIES,
    *averages.FAMILIES,
    *collections.FAMILIES,
    *comparing.FAMILIES,
    *earning.FAMILIES,
    *food.FAMILIES,
    *fractions.FAMILIES,
    *fuel.FAMILIES,
    *geometry.FAMILIES,
    *journeys.FAMILIES,
    *kitchen.FAMILIES,
    *leagues.FAMILIES,
    *measures.FAMILIES,
    *money.FAMILIES,
    *nature.FAMILIES,
    *outings.FAMILIES,
    *schedules.FAMILIES,
    *school.FAMILIES,
    *shopping.FAMILIES,
    *sports.FAMILIES,
    *time.FAMILIES,
    *travel.FAMILIES,
    *work.FAMILIES,
)
