"""The names of links; what a part's profile says in the same words everywhere comes from there."""

from __future__ import annotations

from ifs_desktop.parts.profile import DIRECTED as DIRECTED
from ifs_desktop.parts.profile import RELATIONS as KINDS
from ifs_desktop.parts.profile import fact_title as fact_title
from ifs_desktop.parts.profile import isolated as isolated
from ifs_desktop.parts.profile import relation_name as kind_name
from ifs_desktop.parts.profile import relation_sentence as relation_sentence
from ifs_desktop.parts.profile import said_line as said_line
from ifs_desktop.parts.profile import sayer_name as sayer_name
from ifs_desktop.parts.profile import sentence as sentence

__all__ = ["KINDS", "kind_name"]
