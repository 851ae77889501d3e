"""The pages of a ledger as files, which open from a disk and from any web server.

Every page is one that a server shows (`reportedly.web.application`): it is asked for in this process,
its links are turned into relative ones, and what they lead to is written next.
"""

from reportedly.web.site.writing import Written, export_site

__all__ = ["Written", "export_site"]
