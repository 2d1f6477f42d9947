"""Pairs of acts at the same moment: the same twice, and two that touch the same."""

from collections.abc import Callable
from datetime import timedelta

from portal.notices.queries.paces import OPTIONAL
from tests.builders import assessing
from tests.builders.typed import typed_day
from tests.kills.acts import CSV, Act, Stage

Pair = tuple[Act, Act]


def twice(act: Act) -> Pair:
    return act, act


def sent_twice(stage: Stage) -> Pair:
    draft = stage.ready()
    return stage.send(draft), stage.send(draft, stage.colleague)


def sent_and_discarded(stage: Stage) -> Pair:
    draft = stage.ready()
    return stage.send(draft), Act(stage.colleague, f"{draft}/discard")


def sent_and_answered(stage: Stage) -> Pair:
    draft = stage.ready()
    return stage.send(draft), Act(stage.colleague, f"{draft}/dates", typed_day("from_on", stage.world.today))


def sent_and_a_file_added(stage: Stage) -> Pair:
    draft = stage.ready()
    return stage.send(draft), stage.file(draft, "late.csv", who=stage.colleague)


def two_of_one_mind(stage: Stage) -> Pair:
    sent = stage.sent()
    return stage.accept(sent), stage.accept(sent, stage.world.manager)


def two_of_two_minds(stage: Stage) -> Pair:
    sent = stage.sent()
    return stage.accept(sent), stage.give_back(sent)


def waived_twice(stage: Stage) -> Pair:
    key, days = next(stage.keys), next(stage.numbers) % 300 + 5
    return stage.waive(key, days=days), stage.waive(key, stage.world.manager, days)


def begun_twice(stage: Stage) -> Pair:
    path = f"{stage.engagement}/requirements/{next(stage.keys)}/start"
    return Act(stage.world.member, path, {"part": ""}), Act(stage.colleague, path, {"part": ""})


def discarded_twice(stage: Stage) -> Pair:
    draft = stage.ready()
    return Act(stage.world.member, f"{draft}/discard"), Act(stage.colleague, f"{draft}/discard")


def one_file_twice(stage: Stage) -> Pair:
    draft, name = stage.ready(), f"hours-{next(stage.numbers)}.csv"
    return stage.file(draft, name), stage.file(draft, name)


def two_files(stage: Stage) -> Pair:
    draft = stage.ready()
    return stage.file(draft, "a.csv"), stage.file(draft, "b.csv", CSV + b"2 May,4\n", stage.colleague)


def checked_twice(stage: Stage) -> Pair:
    act = stage.check(stage.worker())
    return act, Act(stage.colleague, act.path, act.form)


def checked_and_left(stage: Stage) -> Pair:
    worker = stage.worker()
    return stage.check(worker), stage.leave(worker, stage.colleague)


def left_twice(stage: Stage) -> Pair:
    worker = stage.worker()
    return stage.leave(worker), stage.leave(worker, stage.colleague)


def two_invited(stage: Stage) -> Pair:
    one, other = f"p{next(stage.numbers)}@example.org", f"p{next(stage.numbers)}@example.org"
    return stage.invite(one, "Ida New"), stage.invite(other, "Ivo New")


def one_invited_twice(stage: Stage) -> Pair:
    return twice(stage.invite(f"p{next(stage.numbers)}@example.org", "Ida New"))


def published_twice(stage: Stage) -> Pair:
    draft, _ = stage.version()
    about = typed_day("in_force_from", stage.world.today + timedelta(days=next(stage.numbers) % 200 + 1))
    return twice(Act(stage.world.manager, f"{draft}/about", {"title": "Peers"} | about))


def withdrawn_twice(stage: Stage) -> Pair:
    incident = assessing.incident(stage.world, stage.world.today)
    path = f"{stage.engagement}/incidents/{incident}/withdraw"
    form = {"words": "It was at another venue."}
    return Act(stage.world.reviewer, path, form), Act(stage.world.manager, path, form)


def paces(stage: Stage) -> Pair:
    forms = [{about.value: pace for about in OPTIONAL} for pace in ("daily", "never")]
    one, other = (Act(stage.world.member, "/notices/choices", form) for form in forms)
    return one, other


PAIRS: dict[str, Callable[[Stage], Pair]] = {
    "two drafts sent": lambda stage: (stage.send(stage.ready()), stage.send(stage.ready(), stage.colleague)),
    "one draft sent twice": sent_twice,
    "sent and thrown away": sent_and_discarded,
    "sent and answered": sent_and_answered,
    "sent and a file added": sent_and_a_file_added,
    "accepted twice": two_of_one_mind,
    "accepted and returned": two_of_two_minds,
    "two submissions decided": lambda stage: (
        stage.accept(stage.sent()),
        stage.give_back(stage.sent()),
    ),
    "sent and decided": lambda stage: (stage.send(stage.ready()), stage.accept(stage.sent())),
    "waived twice": waived_twice,
    "waived and sent": lambda stage: (stage.waive(next(stage.keys)), stage.send(stage.ready())),
    "a condition said twice": lambda stage: (
        stage.condition(True, stage.world.member),
        stage.condition(False, stage.world.manager),
    ),
    "a condition said and sent": lambda stage: (
        stage.condition(True, stage.world.manager),
        stage.send(stage.ready()),
    ),
    "terms changed and sent": lambda stage: (stage.terms("Eastmouth"), stage.send(stage.ready())),
    "terms changed and decided": lambda stage: (stage.terms("Eastmouth"), stage.accept(stage.sent())),
    "terms changed twice": lambda stage: (stage.terms("Eastmouth"), stage.terms("Eastmouth")),
    "a draft begun twice": begun_twice,
    "a draft thrown away twice": discarded_twice,
    "one file twice": one_file_twice,
    "two files": two_files,
    "two visits booked": lambda stage: (stage.visit(), stage.visit()),
    "a visit cancelled twice": lambda stage: twice(
        Act(stage.world.manager, stage.booked(), {"reason": "The hall is closed."})
    ),
    "two workers join": lambda stage: (stage.joins(), stage.joins(stage.colleague)),
    "one worker checked twice": checked_twice,
    "a worker checked and left": checked_and_left,
    "a worker left twice": left_twice,
    "a worker joins and a draft is sent": lambda stage: (stage.joins(), stage.send(stage.ready())),
    "an organisation changed twice": lambda stage: (stage.organisation(), stage.organisation()),
    "an organisation changed and put under a contract": lambda stage: (
        stage.organisation(),
        stage.partner("Tidewater Peers"),
    ),
    "an organisation changed and sent": lambda stage: (stage.organisation(), stage.send(stage.ready())),
    "one partner added twice": lambda stage: twice(stage.partner(f"Partner {next(stage.numbers)}")),
    "a partner added and sent": lambda stage: (
        stage.partner(f"Partner {next(stage.numbers)}"),
        stage.send(stage.ready()),
    ),
    "two invited": two_invited,
    "one invited twice": one_invited_twice,
    "signed in twice": lambda stage: twice(stage.sign_in(stage.world.member)),
    "two incidents": lambda stage: (stage.incident(), stage.incident(stage.colleague)),
    "one incident twice": lambda stage: twice(stage.incident()),
    "an incident withdrawn twice": withdrawn_twice,
    "held twice": lambda stage: (stage.hold(), stage.hold()),
    "contacts named twice": lambda stage: (stage.contacts("01632 960 001"), stage.contacts("01632 960 002")),
    "paces chosen twice": paces,
    "a version dated twice": published_twice,
}
