"""What the same rows cost by the bare driver, joined as strings, and what a safe write costs."""

import hashlib
import os
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, LiteralString

from bench.engines import Bare
from bench.loading import Data
from portal import clock
from portal.overview.presenters.overview import last_day

PAGE = 50

LEVELS: LiteralString = (
    "SELECT level, count(*), sum(asked), sum(in_order), sum(preferred_asked),"
    " sum(preferred_in_order) FROM engagement_standing"
    " WHERE contract_id = ? AND from_on <= ? AND until_on >= ? AND known_until = '9999-12-31' GROUP BY level"
)
LAPSES: LiteralString = (
    "SELECT e.sort_name, s.requirement_key, s.until_on FROM standing s"
    " JOIN engagement e ON e.id = s.engagement_id WHERE s.contract_id = ? AND s.state IN ('met', 'waived')"
    " AND s.known_until = '9999-12-31' AND s.until_on BETWEEN ? AND ? ORDER BY s.until_on"
)
WAITING: LiteralString = (
    "SELECT u.submission_id, u.requirement_key, u.part_key, u.since, e.sort_name FROM under_way u"
    " JOIN engagement e ON e.id = u.engagement_id WHERE u.contract_id = ?"
    " AND u.known_until = '9999-12-31' AND u.stage = 'waiting'"
    " ORDER BY u.since, u.submission_id LIMIT ?"
)
PARTNERS: LiteralString = (
    "SELECT e.id, e.reference, o.name, e.area, g.level, g.blockers, g.warnings, g.asked, g.in_order,"
    " g.preferred_asked, g.preferred_in_order"
    " FROM engagement e JOIN organisation o ON o.id = e.partner_id"
    " JOIN engagement_standing g ON g.engagement_id = e.id AND g.from_on <= ? AND g.until_on >= ?"
    " AND g.known_until = '9999-12-31'"
    " WHERE e.contract_id = ? ORDER BY e.sort_name, e.id LIMIT ?"
)
MATRIX: LiteralString = (
    "SELECT s.engagement_id, s.requirement_key, s.state, s.until_on FROM standing s WHERE s.engagement_id IN"
    " (SELECT id FROM engagement WHERE contract_id = ? ORDER BY sort_name, id LIMIT ?)"
    " AND s.from_on <= ? AND s.until_on >= ? AND s.known_until = '9999-12-31'"
)
NAMES: LiteralString = (
    "SELECT id, sort_name, area FROM engagement WHERE contract_id = ? ORDER BY sort_name, id LIMIT ?"
)
SLOTS: LiteralString = (
    "SELECT requirement_key, state, from_on, until_on, parts FROM standing"
    " WHERE engagement_id = ? AND from_on <= ? AND until_on >= ? AND known_until = '9999-12-31'"
)
UNDER_WAY: LiteralString = (
    "SELECT requirement_key, part_key, stage, since FROM under_way"
    " WHERE engagement_id = ? AND known_until = '9999-12-31'"
)
BLOCKERS: LiteralString = (
    "SELECT s.engagement_id, s.requirement_key, s.state, s.parts FROM standing s WHERE s.engagement_id IN"
    " (SELECT id FROM engagement WHERE contract_id = ? ORDER BY sort_name, id LIMIT ?)"
    " AND s.state IN ('missing', 'expired') AND s.from_on <= ? AND s.until_on >= ?"
    " AND s.known_until = '9999-12-31'"
)


def joined(*answers: Sequence[tuple[Any, ...]]) -> int:
    """The rows as one string; its length, so that nothing is left out."""
    return len("".join("\t".join(map(str, row)) for rows in answers for row in rows))


class Floors:
    """The rows of each page, for a contract on today's and the visit's day."""

    def __init__(self, bare: Bare, data: Data) -> None:
        self.bare, self.data = bare, data
        today = clock.today()
        self.today, self.last_lapse = today.isoformat(), last_day(today).isoformat()
        sqlite = data.settings.database_url.startswith("sqlite")
        self.contract, self.engagement = (
            each.hex if sqlite else str(each) for each in (data.contract_id, data.engagement_id)
        )

    def overview(self) -> int:
        ask, on = self.bare.rows, self.today
        return joined(
            ask(LEVELS, (self.contract, on, on)),
            ask(LAPSES, (self.contract, on, self.last_lapse)),
            ask(WAITING, (self.contract, 5)),
        )

    def partners(self) -> int:
        return joined(self.bare.rows(PARTNERS, (self.today, self.today, self.contract, PAGE)))

    def matrix_page(self) -> int:
        return self.matrix(PAGE)

    def whole_matrix(self) -> int:
        return self.matrix(1_000_000)

    def matrix(self, limit: int) -> int:
        return joined(
            self.bare.rows(NAMES, (self.contract, limit)),
            self.bare.rows(MATRIX, (self.contract, limit, self.today, self.today)),
        )

    def partner(self) -> int:
        return joined(
            self.bare.rows(SLOTS, (self.engagement, self.today, self.today)),
            self.bare.rows(UNDER_WAY, (self.engagement,)),
        )

    def queue(self) -> int:
        return joined(self.bare.rows(WAITING, (self.contract, PAGE)))

    def readiness(self) -> int:
        on = self.data.visit_on
        return joined(
            self.bare.rows(LEVELS, (self.contract, on, on)),
            self.bare.rows(PARTNERS, (on, on, self.contract, PAGE)),
            self.bare.rows(BLOCKERS, (self.contract, PAGE, on, on)),
        )

    def commit(self) -> int:
        self.bare.commit_one(uuid.uuid4().hex)
        return 1

    def kept(self, content: bytes) -> Callable[[], int]:
        """Hashed, written, on disk, and a row that says so."""

        def keep() -> int:
            path = self.data.settings.home / f"floor-{uuid.uuid4().hex}"
            digest = hashlib.sha256(content).hexdigest()
            with Path(path).open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            self.bare.commit_one(digest)
            path.unlink()
            return len(content)

        return keep
