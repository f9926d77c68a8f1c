"""Leagues: teams and players, scores of two teams, miles a week."""

from socratic.builtin.families.shared import ASIDES
from socratic.builtin.notation import Family, aside, event, line

__all__ = ["FAMILIES"]

# One event is a few dense lines here; the formatter would make it fifteen.
# fmt: off

TEAMS = Family.of(
    "teams",
    {"place": ("a tournament", "a sports day", "a sports camp", "a summer camp", "a soccer cup"),
     "shirt shirts": ("shirt|shirts", "cap|caps", "medal|medals", "towel|towels", "ball|balls"),
     "team teams": ("team|teams", "group|groups", "squad|squads")},
    event(
        "groups", ">players", "a=2..16 b=4..18",
        "{a} {teams} of {b} players each come to {place}. | There are {a} {teams} with {b} players each at {place}. | "
        "At {place} there are {a} {teams}, and each {team} has {b} players. | {a} {teams} take part in {place}. Each "
        "{team} has {b} players. | If {a} {teams} of {b} players come to {place}, how many players are there?",
        line("a*b", "How many players are there?", "There are {eq} players. | {a:d} {teams} of {b:d} are {eq} "
             "players."),
        asks="How many players are there? | How many players is that in total? | How many players are there in all?",
    ),
    event(
        "have", ">players", "a=12..200",
        "{a} players come to {place}. | There are {a} players at {place}. | {a} children play at {place}. | At {place} "
        "there are {a} players. | {a} players meet at {place}.",
    ),
    event(
        "parts", ">players", "a=6..60 b=6..60",
        "{a} girls and {b} boys come to {place}. | There are {a} boys and {b} girls at {place}. | {a} children from "
        "one school and {b} from another play at {place}. | {a} new players and {b} old ones meet at {place}.",
        line("a+b", "How many players are there?", "There are {eq} players."),
        asks="How many players are there? | How many players is that in total? | How many are there in all?",
    ),
    event(
        "lose", "players>players", "a=2..20",
        "{a} of them are hurt and go home. | {a} of them only watch. | {a} players leave early. | {a} of the players "
        "cannot play.",
        line("x-a", "How many players are left?", "That leaves {eq} players."),
        asks="How many players are left? | How many are left? | How many can still play?",
    ),
    event(
        "gain", "players>players", "a=2..20",
        "Then {a} more players join. | {a} more come later. | {a} new players arrive. | Another {a} players join them.",
        line("x+a", "How many players are there with the {a:d} more?", "With those there are {eq} players."),
        asks="How many players are there now? | How many players are there in all?",
    ),
    event(
        "pack", "players>teams", "a=3..15",
        "They form new {teams} of {a}. | They are split into new {teams} of {a} players each. | Now they play in "
        "{teams} of "
        "{a}. | If they make new {teams} of {a},",
        line("x/a", "How many {teams} of {a:d} is that?", "That is {eq} {teams}."),
        asks="How many {teams} of {a:d} is that? | How many {teams} of {a:d} are there then?",
    ),
    event(
        "share", "players>end", "a=2..12",
        "They are split equally into {a} new {teams}. | The coach makes {a} equal {teams} of them. | If they form {a} "
        "{teams} of the same size,",
        line("x/a", "How many players are in each of the {a:d} {teams}?", "Each of them has {eq} players."),
        asks="How many players are in each of these {teams}? | How many players are in each of the {a:d} {teams}?",
    ),
    event(
        "contents", "players>items", "a=2..4",
        "Each player gets {a} {shirts}. | Every player needs {a} {shirts}. | There are {a} {shirts} for each player. | "
        "All the players get {a} {shirts} each.",
        line("x*a", "How many {shirts} do the players get?", "That is {eq} {shirts}."),
        asks="How many {shirts} do the players get? | How many {shirts} are needed? | How many {shirts} do they need "
        "in total?",
    ),
    event(
        "sell", "items>money", "a=3..25",
        "A {shirt} costs {a:$}. | The {shirts} are {a:$} each. | The price of a {shirt} is {a:$}. | Each {shirt} is "
        "{a:$}.",
        line("x*a", "How much do the {shirts} cost?", "The {shirts} cost {dollars}."),
        asks="How much do the {shirts} cost? | What is the total cost? | How much will that be in total?",
    ),
    event(
        "sell", "players>money", "a=2..20",
        "Each player pays {a:$}. | Everybody pays {a:$} to take part. | It costs {a:$} per player. | The fee is {a:$} "
        "for each player.",
        line("x*a", "How much do the players pay?", "The players pay {dollars}."),
        asks="How much is that in total? | How much do they pay together? | How much will that be in total?",
    ),
    event(
        "sell", "teams>money", "a=10..90/5",
        "Each {team} pays {a:$}. | It costs {a:$} per {team}. | The fee is {a:$} for each of these {teams}.",
        line("x*a", "How much do the {teams} pay?", "The {teams} pay {dollars}."),
        asks="How much is that in total? | How much do they pay together?",
    ),
    event(
        "cost", "money>end", "a=20..600/10",
        "A sponsor pays {a:$} of it. | {a:$} of this is already paid.",
        line("x-a", "How much is left to pay?", "That leaves {dollars} to pay."),
        asks="How much is left to pay? | How much is still to be paid?",
    ),
    asides=(aside("d=2..40", "The coach has won {d} cups. | The field is {d} years old."),),
    persons="",
)

SCORES = Family.of(
    "scores",
    {"team rival": ("the Lions|the Bears", "the Tigers|the Sharks", "the Eagles|the Wolves", "the Rockets|the Comets",
                    "the Hawks|the Foxes", "the Panthers|the Falcons"),
     "point points": ("point|points", "goal|goals", "run|runs")},
    event(
        "parts", ">score", "a=2..60 b=2..60",
        "{team} score {a} {points} in the first half and {b} in the second. | In the first half {team} score {a} "
        "{points}, in the second {b}. | {team} score {a} {points} in one game and {b} {points} in the next.",
        line("a+b", "How many {points} is that together?", "Together that is {eq} {points}."),
        asks="How many {points} do {team} score? | What is the total score of {team}? | How many {points} is that in "
        "total?",
    ),
    event(
        "three-parts", ">score", "a=2..40 b=2..40 c=2..40",
        "{team} score {a} {points} in the first game, {b} in the second and {c} in the third. | In three games {team} "
        "score {a}, {b} and {c} {points}. | {team} score {a} {points} on Friday, {b} on Saturday and {c} on Sunday.",
        line("a+b", "How many {points} is that in the first two games?", "In the first two it is {eq} {points}."),
        line("s1+c", "How many {points} is that with the third game?", "With the third it is {eq} {points}."),
        asks="How many {points} do {team} score? | How many {points} is that in total? | How many {points} do {team} "
        "score in all?",
    ),
    event(
        "per-game", ">score", "a=2..30 b=3..12",
        "{team} score {a} {points} in each of {b} games. | {team} score {a} {points} a game and play {b} games. | In "
        "{b} "
        "games {team} score {a} {points} each time. | If {team} score {a} {points} per game, how many {points} do they "
        "score in {b} games?",
        line("a*b", "How many {points} is that in {b:d} games?", "In {b:d} games it is {eq} {points}."),
        asks="How many {points} do {team} score? | How many {points} is that in total?",
    ),
    event(
        "more-half", ">score", "a=4..40 b=2..20",
        "{team} score {a} {points} in the first half and {b} more than that in the second. | In the first half {team} "
        "score {a} {points}. In the second half they score {b} more than in the first.",
        line("a+b", "How many {points} is that in the second half?", "In the second half it is {eq} {points}."),
        line("s1+a", "How many {points} is that together?", "Together that is {eq} {points}."),
        asks="How many {points} do {team} score? | How many {points} is that in total?",
    ),
    event(
        "gain", "score>score", "a=2..20",
        "Then they score {a} more. | In extra time they score {a} {points} more. | At the very end they score another "
        "{a} {points}.",
        line("x+a", "How many {points} is that with the {a:d} more?", "With those it is {eq} {points}."),
        asks="How many {points} do {team} have now? | How many {points} is that in all?",
    ),
    event(
        "difference", "score>end", "a=2..60",
        "{rival} score {a} {points}. | {rival} only score {a} {points}. | {rival} have {a} {points} in the end.",
        line("x-a", "By how many {points} do {team} win?", "{team} win by {eq} {points}."),
        asks="By how many {points} do {team} win? | How many more {points} do {team} score than {rival}?",
    ),
    event(
        "goal", "score>end", "a=30..300/10",
        "{team} want to reach {a} {points}. | Their goal is {a} {points}. | The record is {a} {points}.",
        line("a-x", "How many {points} are missing?", "{eq} {points} are missing."),
        asks="How many {points} are missing? | How many more {points} do {team} need for that?",
    ),
    *(
        event(
            kind, "score>other", numbers, text,
            line(expression, "How many {points} do {rival} score?", "{rival} score {eq} {points}."),
        )
        for kind, numbers, text, expression in (
            ("more-than", "a=2..20", "{rival} score {a} {points} more. | {rival} score {a} more {points} than that.",
             "x+a"),
            ("fewer-than", "a=2..20", "{rival} score {a} {points} less. | {rival} score {a} fewer {points} than that.",
             "x-a"),
            ("times-as-many", "a=2..3", "{rival} score {a:times} as many {points}. | {rival} score {a:times} that "
            "many.",
             "x*a"),
            ("half", "", "{rival} score half as many {points}. | {rival} score only half of that.", "x/2"),
        )
    ),
    event(
        "together", "other>end", "",
        "The {points} of both are added. | Both are counted.",
        line("score+other", "How many {points} is that for both together?", "For both together that is {eq} {points}."),
        asks="How many {points} is that for both together? | How many {points} do both score in total?",
    ),
    event(
        "league-wins", ">table", "a=3..20 b=2..12",
        "{team} win {a} games and draw {b}. A win gives 3 points and a draw gives a single point. | {team} get 3 "
        "points "
        "for each win and only a point for a draw. They win {a} games and draw {b}.",
        line("a*3", "How many points are {a:d} wins?", "{a:d} wins are {eq} points."),
        line("s1+b", "How many points is that with {b:d} draws?", "With {b:d} draws it is {eq} points."),
        asks="How many points do {team} have? | How many points do {team} get in all?",
    ),
    event(
        "difference", "table>end", "a=5..60",
        "{rival} have {a} points. | {rival} get only {a} points.",
        line("x-a", "How many more points do {team} have?", "{team} have {eq} points more."),
        asks="How many more points do {team} have than {rival}?",
    ),
    event(
        "played", ">won", "a=10..60 b=2..9",
        "{team} play {a} games and lose {b} of them. They win all the others. | Of {a} games {team} lose {b} and win "
        "the rest.",
        line("a-b", "How many games do {team} win?", "{team} win {eq} games."),
        asks="How many games do {team} win? | How many of the games do {team} win?",
    ),
    event(
        "difference", "won>end", "a=2..40",
        "{rival} win {a} games. | {rival} win only {a} games.",
        line("x-a", "How many more games do {team} win?", "{team} win {eq} games more."),
        asks="How many more games do {team} win than {rival}?",
    ),
    persons="",
    asides=(aside("d=20..900", "{d:d} people watch. | {d:d} tickets are sold."),),
)

MILES = Family.of(
    "miles",
    {"runs run": ("~runs|run", "~walks|walk", "~skates|skate", "~rides|ride", "~cycles|cycle"),
     "mile miles": ("mile|miles", "kilometer|kilometers", "lap|laps")},
    event(
        "groups", ">weekly", "a=2..20 b=2..6",
        "{name} {runs} {a} {miles} a day on {b} days a week. | {name} {runs} {a} {miles} on each of {b} days a week. | "
        "On {b} days a week {name} {runs} {a} {miles}. | {b} times a week {name} {runs} {a} {miles}. | If {name} "
        "{runs} "
        "{a} {miles} {b} times a week, how many {miles} is that in a week?",
        line("a*b", "How many {miles} is that in a week?", "In a week that is {eq} {miles}."),
        asks="How many {miles} is that in a week? | How many {miles} does {name} {run} in a week? | How many {miles} "
        "does {name} {run} each week?",
    ),
    event(
        "week", ">weekly", "a=2..20",
        "{name} {runs} {a} {miles} a day. How many {miles} does {name} {run} in a week? | {name} {runs} {a} {miles} "
        "every day of the week. | Every day for a week {name} {runs} {a} {miles}. | If {name} {runs} {a} {miles} per "
        "day, how many {miles} is that in a week? | Each day of the week {name} {runs} {a} {miles}.",
        line("a*7", "How many {miles} is that in a week?", "A week has 7 days, so that is {eq} {miles}."),
        asks="How many {miles} is that in a week? | How many {miles} does {name} {run} in a week?",
    ),
    event(
        "work-week", ">weekly", "a=2..20",
        "{name} {runs} {a} {miles} a day from Monday to Friday. | From Monday to Friday {name} {runs} {a} {miles} each "
        "day. | {name} {runs} {a} {miles} every morning from Monday to Friday.",
        line("a*5", "How many {miles} is that from Monday to Friday?", "From Monday to Friday are 5 days, so that is "
             "{eq} {miles}."),
        asks="How many {miles} is that from Monday to Friday? | How many {miles} does {name} {run} on those days?",
    ),
    event(
        "morning-evening", ">weekly", "a=2..12 b=2..12 c=2..7",
        "{name} {runs} {a} {miles} in the morning and {b} in the evening, on {c} days a week. | On {c} days a week "
        "{name} {runs} {a} {miles} before breakfast and {b} {miles} after work.",
        line("a+b", "How many {miles} is that in one day?", "In one day it is {eq} {miles}."),
        line("s1*c", "How many {miles} is that in a week?", "In a week it is {eq} {miles}."),
        asks="How many {miles} is that in a week? | How many {miles} does {name} {run} each week?",
    ),
    event(
        "parts", ">weekly", "a=2..30 b=2..30",
        "This week {name} {runs} {a} {miles} on Tuesday and {b} on Thursday. | {name} {runs} {a} {miles} on Saturday "
        "and {b} {miles} on Sunday. | On Monday {name} {runs} {a} {miles}, on Friday {b}.",
        line("a+b", "How many {miles} is that on both days?", "On both days it is {eq} {miles}."),
        asks="How many {miles} is that in total? | How many {miles} does {name} {run} in all? | How many {miles} is "
        "that?",
    ),
    event(
        "gain", "weekly>weekly", "a=2..20",
        "On the weekend {he} {runs} {a} {miles} more. | {then}{he} {runs} {a} extra {miles}. | {he} also {runs} {a} "
        "{miles} with {friend}. | Then {name} adds {a} {miles}.",
        line("x+a", "How many {miles} is that with the {a:d} more?", "With those it is {eq} {miles}."),
        asks="How many {miles} is that in total? | How many {miles} does {name} {run} in all? | How many {miles} is "
        "that now?",
    ),
    event(
        "weeks", "weekly>total", "a=2..12",
        "{he} does that for {a} weeks. | {he} does the same each week for {a} weeks. | It is the same for {a} weeks. | "
        "{he} keeps this up for {a} weeks. | How many {miles} does {name} {run} in {a} weeks like this?",
        line("x*a", "How many {miles} is that in {a:d} weeks?", "In {a:d} weeks that is {eq} {miles}."),
        asks="How many {miles} is that in {a:d} weeks? | How many {miles} does {name} {run} in total? | How many "
        "{miles} is that altogether?",
    ),
    *(
        event(
            "goal", f"{state}>end", "a=20..500/10",
            "{his} goal is {a} {miles}. | {he} wants to do {a} {miles}. | {he} has to do {a} {miles} in all.",
            line("a-x", "How many {miles} are left?", "{eq} {miles} are left."),
            asks="How many {miles} are left? | How many more {miles} does {name} have to {run}? | How many {miles} "
            "does "
            "{name} still need?",
        )
        for state in ("weekly", "total")
    ),
    *(
        event(
            "difference", f"{state}>end", "a=2..90",
            "In the same time {friend} does {a} {miles}. | {friend} only does {a} {miles}.",
            line("x-a", "How many more {miles} does {name} do than {friend}?", "{name} does {eq} {miles} more."),
        )
        for state in ("weekly", "total")
    ),
    event(
        "times-as-many", "weekly>other", "a=2..4",
        "{friend} does {a:times} as many {miles}. | {friend} does {a:times} that.",
        line("x*a", "How many {miles} does {friend} do?", "{friend} does {eq} {miles}."),
    ),
    event(
        "together", "other>end", "",
        "They add up their {miles}. | They count all their {miles}.",
        line("weekly+other", "How many {miles} do they do together?", "Together they do {eq} {miles}."),
    ),
    event(
        "share", ">daily", "a=12..300 b=2..12",
        "{name} {runs} {a} {miles} in {b} days, the same number every day. | In {b} days {name} {runs} {a} {miles}, "
        "just as many each day. | {name} wants to {run} {a} {miles} in {b} days, the same number each day.",
        line("a/b", "How many {miles} is that a day?", "That is {eq} {miles} a day."),
        asks="How many {miles} is that a day? | How many {miles} is that each day? | How many {miles} is that per day?",
    ),
    event(
        "times", "daily>end", "a=4..12",
        "A {mile} takes {a} minutes. | {he} needs {a} minutes for a {mile}. | For each {mile} {he} takes {a} minutes.",
        line("x*a", "How many minutes is that a day?", "That is {eq} minutes a day."),
        asks="How many minutes is that a day? | How many minutes does {name} need each day?",
    ),
    asides=ASIDES[:3], persons="one I",
)

FAMILIES = (TEAMS, SCORES, MILES)
