"""The audit log: who did what, in a chain in which no row can be changed unnoticed.

``audit.record(session, city_id, audit.Deed.CALL_STARTED, by=audit.By.member(3), now=now)``
"""

from volunteer.core.audit.deeds import By, Deed, Kind
from volunteer.core.audit.log import BEFORE_LAST, hold, record, record_once
from volunteer.core.audit.model import AuditHead, AuditRow

__all__ = [
    "BEFORE_LAST",
    "AuditHead",
    "AuditRow",
    "By",
    "Deed",
    "Kind",
    "hold",
    "record",
    "record_once",
]
