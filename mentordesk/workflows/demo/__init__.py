"""A desk of made-up people, of any size: to look around in, to photograph, and to measure with.

`writing` is the door; `cast` knows who, `hours` when, `past`, `near` and `open_ends` what; texts are in resources/demo.
"""

from __future__ import annotations

from mentordesk.workflows.demo.writing import write_demo

__all__ = ["write_demo"]
