"""By which channel a paper goes: what its kind and instrument ask, as far as it can be reached."""

from kinward.rules.setting import Setting


def channel_of(setting: Setting) -> str:
    """Return the channel of a paper.

    A copy goes by e-mail where an address is known, else by mail. An office whose row lists what
    it accepts gets nothing by another way. A fax needs a number: without one the paper goes by
    e-mail or mail, and the cover says what is known.
    """
    to = setting.recipient
    if to.copy_of is not None:
        return "email" if to.email else "mail"
    asked = setting.notice.channel if setting.notice else "not_read"
    wanted = setting.kind.channel if asked == "not_read" else asked
    contact = to.contact
    if contact and contact.accepts and wanted not in contact.accepts:
        wanted = contact.accepts[0]
    fax = to.fax or (contact.fax if contact else None)
    email = to.email or (contact.email if contact else None)
    if wanted == "fax" and not fax:
        return "email" if email else "mail"
    if wanted == "email" and not email:
        return "mail"
    return wanted
