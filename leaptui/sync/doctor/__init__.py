"""Looking whether all is well with a copy of a workspace, and mending what can be mended without a risk."""

from leaptui.sync.doctor.examine import examine
from leaptui.sync.doctor.finding import Finding, Health

__all__ = ["Finding", "Health", "examine"]
