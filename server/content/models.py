"""Organs, categories, and items with their editions: all that is read and looked up."""

from __future__ import annotations

import json
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from server.base import EDITION_NAMES, EN
from server.content.blocks import block_faults


class Compact(json.JSONEncoder):
    """JSON as it is kept: characters as they are, as escapes make Chinese twice as large."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{**options, "ensure_ascii": False, "separators": (",", ":")})


class Organ(models.Model):
    """A public organ: a department of the city or one of its five districts."""

    code = models.CharField(_("code"), max_length=9, unique=True)
    """District code (GB/T 2260, six digits) and a number of three digits."""
    title = models.CharField(_("name"), max_length=80)
    title_en = models.CharField(_("name in English"), max_length=120, blank=True)
    is_district = models.BooleanField(_("district government"), default=False)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """Order as printed in the city's own lists."""

        ordering = ("position", "code")
        verbose_name = _("organ")
        verbose_name_plural = _("organs")

    def __str__(self) -> str:
        return self.title

    def name(self, edition: str) -> str:
        """The full legal name in an edition; Chinese where no other is known."""
        return (self.title_en or self.title) if edition == EN else self.title


class Category(models.Model):
    """A class or subclass of a classification scheme."""

    class Scheme(models.TextChoices):
        """What is classified."""

        DISCLOSURE = "disclosure", _("disclosure")
        PERSONAL = "personal", _("services for people")
        BUSINESS = "business", _("services for companies")
        INSTITUTION = "institution", _("public institution")
        EVALUATION = "evaluation", _("evaluated site")

    slug = models.SlugField(_("slug"), unique=True)
    scheme = models.SlugField(_("scheme"), choices=Scheme, default=Scheme.DISCLOSURE)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("parent class"),
    )
    title = models.CharField(_("name"), max_length=40)
    title_en = models.CharField(_("name in English"), max_length=80, blank=True)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    class Meta:
        """Classes in the order of the scheme."""

        ordering = ("position", "slug")
        verbose_name = _("class")
        verbose_name_plural = _("classes")

    def __str__(self) -> str:
        return self.title

    def name(self, edition: str) -> str:
        """The name in an edition."""
        return (self.title_en or self.title) if edition == EN else self.title


class Item(models.Model):
    """Something with an address that is read; its words are in its editions."""

    class Kind(models.TextChoices):
        """What an item is; it decides how its page is composed."""

        HOME = "home", _("home page")
        SECTION = "section", _("section")
        ARTICLE = "article", _("article")
        GUIDE = "guide", _("service guide")
        DISCLOSURE = "disclosure", _("disclosure")
        ORGAN = "organ", _("page of an organ")
        INSTITUTION = "institution", _("public institution")
        NEWS = "news", _("news")
        SERVICE = "service", _("service")
        SCENARIO = "scenario", _("scenario")
        LANE = "lane", _("fast lane")
        SITE = "site", _("evaluated site")

    class State(models.TextChoices):
        """The way of an item from desk to reader."""

        DRAFT = "draft", _("draft")
        REVIEW = "review", _("in review")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    address = models.CharField(_("page address"), max_length=160, unique=True)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind)
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.DRAFT)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="children",
        verbose_name=_("section"),
    )
    position = models.PositiveIntegerField(_("position"), default=0)
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, verbose_name=_("publisher")
    )
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, verbose_name=_("class")
    )
    index_no = models.CharField(
        _("index number"), max_length=20, unique=True, null=True, blank=True
    )
    """Twenty characters: organ code, year, running number; never changes."""
    doc_year = models.PositiveSmallIntegerField(
        _("year of the document number"), null=True, blank=True
    )
    doc_number = models.PositiveIntegerField(_("document number"), null=True, blank=True)
    written_on = models.DateField(_("written on"), null=True, blank=True)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True, editable=False)
    withdrawn_reason = models.CharField(_("why it was withdrawn"), max_length=200, blank=True)
    sample = models.BooleanField(_("sample content"), default=False)

    class Meta:
        """Newest first; a listing's facets are counted in the indexes alone."""

        ordering = ("-published_at", "-id")
        verbose_name = _("item")
        verbose_name_plural = _("items")
        indexes = (
            models.Index(fields=["kind", "state", "-published_at", "-id"], name="item_newest"),
            models.Index(
                fields=["kind", "state", "category", "-published_at", "organ", "written_on"],
                name="item_class",
            ),
            models.Index(
                fields=["kind", "state", "organ", "-published_at", "category", "written_on"],
                name="item_organ",
            ),
            models.Index(
                fields=["kind", "state", "written_on", "category", "organ", "published_at"],
                name="item_written",
            ),
            models.Index(fields=["parent", "state", "position"], name="item_section"),
            models.Index(fields=["kind", "state", "position", "id"], name="item_position"),
        )
        permissions = (("publish_item", _("Can publish and withdraw items")),)

    def __str__(self) -> str:
        return self.address


class Edition(models.Model):
    """The words of an item in one edition."""

    item = models.ForeignKey(Item, models.CASCADE, related_name="editions", verbose_name=_("item"))
    edition = models.CharField(_("edition"), max_length=8, choices=EDITION_NAMES)
    title = models.CharField(_("title"), max_length=200)
    description = models.CharField(_("description"), max_length=600, blank=True)
    keywords = models.JSONField(_("keywords"), default=list, blank=True, encoder=Compact)
    blocks = models.JSONField(_("blocks"), default=list, blank=True, encoder=Compact)

    class Meta:
        """One text an edition."""

        constraints = (
            models.UniqueConstraint(fields=["item", "edition"], name="one_text_an_edition"),
        )
        verbose_name = _("edition")
        verbose_name_plural = _("editions")

    def __str__(self) -> str:
        return self.title

    def clean(self) -> None:
        """Refuses blocks that are not of the page vocabulary."""
        faults = block_faults(self.blocks)
        if faults:
            raise ValidationError({"blocks": faults})

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Saves checked blocks only, and lets the item's page count as changed."""
        self.clean()
        super().save(*args, **kwargs)
        Item.objects.filter(pk=self.item_id).update(updated_at=timezone.now())


class Attachment(models.Model):
    """A file that goes with items, such as a form or a picture; small, so kept in the database."""

    name = models.CharField(_("file name"), max_length=80, unique=True)
    title = models.CharField(_("title"), max_length=120)
    organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, verbose_name=_("publisher")
    )
    media_type = models.CharField(_("media type"), max_length=80)
    content = models.BinaryField(_("content"))
    sha256 = models.CharField(_("checksum"), max_length=64)

    class Meta:
        """By name."""

        ordering = ("name",)
        verbose_name = _("attachment")
        verbose_name_plural = _("attachments")

    def __str__(self) -> str:
        return self.title


class Seat(models.Model):
    """Whose content an officer of the desk looks after; without a seat, nobody's."""

    officer = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="seat",
        verbose_name=_("officer"),
    )
    organ = models.ForeignKey(Organ, models.CASCADE, null=True, blank=True, verbose_name=_("organ"))
    """Empty: of the whole city."""

    class Meta:
        """By officer."""

        ordering = ("officer",)
        verbose_name = _("seat at the desk")
        verbose_name_plural = _("seats at the desk")

    def __str__(self) -> str:
        return f"{self.officer} / {self.organ or '*'}"
