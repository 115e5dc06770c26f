"""All facts of one paper, as one tree; the disclosure rules decide what of it is printed."""

from kinward.rules.facts.children import children_facts
from kinward.rules.facts.court import court_facts
from kinward.rules.facts.fact import Node, code
from kinward.rules.facts.offices import Packing, office_facts
from kinward.rules.facts.parents import parents_facts
from kinward.rules.facts.placement import placement_facts
from kinward.rules.facts.service import service_facts
from kinward.rules.setting import Setting

ASKED = True


def letter_facts(setting: Setting, packing: Packing | None = None) -> dict[str, Node]:
    """Return every value that any of our letters could print in this setting.

    Whoever the recipient is: what this one may not see is dropped afterwards, with its reason.
    `packing` is what only the bound packet knows; a cover sheet needs it.
    """
    return {
        **office_facts(setting, packing),
        **court_facts(setting),
        **children_facts(setting),
        **parents_facts(setting),
        **placement_facts(setting),
        **service_facts(setting),
        "asked": _asked(setting),
    }


def _asked(setting: Setting) -> Node:
    """Return what a paper may ask for; the sheet's condition decides whether it does."""
    about = setting.about
    return {
        "counsel": code(ASKED, *about),
        "form_of_attendance": code(ASKED),
        "continuance": code(ASKED, *about),
        "private_line": code(ASKED, *about),
        "sealed_attachment": code(ASKED, *about),
    }
