"""What a post has kept."""

import re
from email import message_from_bytes, policy
from email.message import EmailMessage

from portal.mail import Post


def messages(post: Post) -> list[EmailMessage]:
    """Oldest first."""
    if not post.folder.is_dir():
        return []
    files = sorted(post.folder.iterdir(), key=lambda file: file.stat().st_mtime_ns)
    return [message_from_bytes(file.read_bytes(), EmailMessage, policy=policy.default) for file in files]


def last_token(post: Post) -> str:
    """The token of the link in the last message."""
    text = messages(post)[-1].get_content()
    found = re.search(rf"{re.escape(post.address)}/\w+/([\w-]{{40,}})", text)
    assert found, text
    return found.group(1)
