"""What each edit of a map leaves behind for its history."""

from ifs_desktop.map.traces.edits import leave as leave
from ifs_desktop.map.traces.edits import leave_self as leave_self
