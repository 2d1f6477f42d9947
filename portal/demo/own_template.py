"""The lead's own Word template for packs in the demonstration: our example in its colours, with its sign."""

import hashlib
import io
import uuid

import sqlalchemy as sa
from docx import Document
from docx.shared import Cm, RGBColor
from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from evidence.example_template import write_example
from evidence.kinds import DOCX
from evidence.store import new_key
from portal import clock
from portal.access import Audience, Belonging, Viewer
from portal.demo.setting import Setting
from portal.demo.shelf import Shelf
from portal.files.actions.keep_file import KeptFile
from portal.packs.actions.replace_template import replace_template
from portal.packs.presenters.template import EXAMPLE
from portal.places.organisations import get_organisation_place
from portal.records import Contract, Organisation

COLOUR, SPOT = "#7a1f5c", "#f2c14e"
COLOURED = ("Title", "Contents Title", "Heading 1", "Heading 2", "Heading 3")


def add_template(session: Session, setting: Setting, shelf: Shelf) -> None:
    """Commits."""
    manager, lead_id, lead = setting.manager, *lead_of(session, setting.contract_id)
    viewer = Viewer(manager.person_id, manager.name, "", (Belonging(lead_id, lead, "manager"),))
    place = get_organisation_place(session, viewer, lead_id, (Audience.OWN_MANAGER,))
    content, key = own_template(lead), new_key(clock.today())
    shelf.put(content, key)
    digest = hashlib.sha256(content).hexdigest()
    kept = KeptFile(key, f"{lead} template for packs.docx", DOCX.media_type, len(content), digest)
    replace_template(session, viewer, place, kept, seen="")


def lead_of(session: Session, contract_id: uuid.UUID) -> tuple[uuid.UUID, str]:
    lead = session.execute(
        sa.select(Organisation.id, Organisation.name)
        .join(Contract, Contract.lead_id == Organisation.id)
        .where(Contract.id == contract_id)
    ).one()
    return lead.id, lead.name


def own_template(lead: str) -> bytes:
    """The example as somebody might change it: a sign, another font, headings in a colour of their own."""
    document = Document(io.BytesIO(write_example(EXAMPLE, lead)))
    document.styles["Normal"].font.name = "Liberation Serif"
    for name in COLOURED:
        document.styles[name].font.color.rgb = RGBColor.from_string(COLOUR.lstrip("#").upper())
    document.paragraphs[0].insert_paragraph_before().add_run().add_picture(sign(), width=Cm(5))
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def sign() -> io.BytesIO:
    """PNG."""
    image = Image.new("RGB", (500, 160), COLOUR)
    ImageDraw.Draw(image).ellipse((30, 30, 130, 130), fill=SPOT)
    out = io.BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out
