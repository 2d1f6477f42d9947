"""A picture that the camera of a phone reads."""

from markupsafe import Markup


def qr_picture(text: str) -> Markup:
    """SVG without a style, which the content security policy would refuse, and without a size: it is drawn
    whole in the room that there is, with the empty edge that cameras want."""
    import segno  # only here: few pages have one

    code = segno.make(text, micro=False, error="m")
    drawn = code.svg_inline(border=4, svgclass="gs-qr", lineclass=None, omitsize=True)
    return Markup(drawn)  # noqa: S704 - drawn by the library from black and white alone
