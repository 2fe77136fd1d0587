"""What the registry says of a certificate for a renewal alone: was its holder affiliated then?"""

from sqlmodel import Field, SQLModel

from mailbot.edges.schema import one_of

ANSWERS = ("yes", "no", "")  # as in the registry's file; "" is unknown


class AffiliationRow(SQLModel, table=True):
    """Kept as written, so that a round trip loses nothing. The certificate may come later."""

    __tablename__ = "affiliation"
    __table_args__ = (one_of("affiliated_at_expiry", ANSWERS),)

    certificate_number: str = Field(primary_key=True)
    affiliated_at_expiry: str = ""
