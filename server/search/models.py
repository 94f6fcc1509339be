"""What can be found: one document an address, with its words in each edition."""

from __future__ import annotations

from typing import Final

from django.db import models
from django.utils import timezone

from server.base import EN, ZH
from server.content.models import Item

EDITION_BITS: Final = {ZH: 1, EN: 2}


class Bucket(models.Model):
    """A combination of all that a search is narrowed by: matches are counted by it.

    One number to count by instead of five texts makes the counts of a search three times
    as fast; a city has some thousands of combinations.
    """

    id = models.BigIntegerField(primary_key=True)
    """A hash of the values, so that nobody has to look for the row before using it."""
    kind = models.CharField(max_length=24)
    upper = models.CharField(max_length=50, blank=True)
    category = models.CharField(max_length=50, blank=True)
    organ = models.CharField(max_length=9, blank=True)
    year = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.kind}/{self.category}/{self.organ}/{self.year}"


class Document(models.Model):
    """Something published, with what a search is narrowed by.

    Its key is also its row in the index (``search_fts`` in SQLite, the columns ``vector`` and
    ``initials`` in PostgreSQL). A changed document gets a new row: what is left of the old one
    in the index leads nowhere until the index is made anew.
    """

    source = models.CharField(max_length=80, unique=True)
    """The model and key that it was made of."""
    item = models.ForeignKey(Item, models.CASCADE, null=True, db_index=True)
    address = models.CharField(max_length=160)
    bucket = models.ForeignKey(Bucket, models.PROTECT, db_index=False)
    """The five that follow, as one number."""
    kind = models.CharField(max_length=24)
    upper = models.CharField(max_length=50, blank=True)
    """Slug of the class."""
    category = models.CharField(max_length=50, blank=True)
    """Slug of the subclass; of the class where there is none."""
    organ = models.CharField(max_length=9, blank=True)
    year = models.PositiveSmallIntegerField(default=0)
    day = models.DateField(null=True)
    published_at = models.DateTimeField()
    editions = models.PositiveSmallIntegerField()
    """Sum of the bits of the editions in which it can be read."""

    class Meta:
        """Newest first."""

        ordering = ("-published_at", "-id")

    def __str__(self) -> str:
        return self.address


class Wording(models.Model):
    """The words of a document in one edition, as they are shown among the results."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="wordings")
    edition = models.CharField(max_length=8)
    title = models.CharField(max_length=240)
    description = models.CharField(max_length=600, blank=True)
    text = models.TextField(blank=True)
    """Everything there is to find besides the title, as plain text."""

    class Meta:
        """One an edition."""

        constraints = (
            models.UniqueConstraint(fields=["document", "edition"], name="one_wording_an_edition"),
        )

    def __str__(self) -> str:
        return self.title


class Version(models.Model):
    """How often what is published has changed; what was counted before is then out of date."""

    number = models.PositiveBigIntegerField(default=0)
    folding = models.CharField(max_length=64, blank=True)
    """Fingerprint of the tables with which the index was made."""
    changed_at = models.DateTimeField(default=timezone.now)
    """When ``number`` was last counted on; never earlier than it was before."""

    def __str__(self) -> str:
        return str(self.number)
