"""Services in detail, scenarios, and applications whose progress can be asked for."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from server.content.models import Attachment, Edition, Item, Organ
from server.services.tree import tree_faults


class Service(models.Model):
    """What a service demands and promises; names after CPSV-AP and GB/T 39554.

    Its words are in ``ServiceText``; title, organ and category are the item's.
    """

    class Kind(models.TextChoices):
        """Kinds of administrative service."""

        LICENCE = "licence", _("licence")
        CONFIRMATION = "confirmation", _("confirmation")
        PAYMENT = "payment", _("payment")
        OTHER = "other", _("other public service")

    class Audience(models.TextChoices):
        """Whom it is for, besides the audience that its category has."""

        NONE = "", _("none")
        INVEST = "invest", _("investors")
        RURAL = "rural", _("countryside")
        TOURISM = "tourism", _("tourism")

    item = models.OneToOneField(
        Item, models.CASCADE, related_name="service", primary_key=True, verbose_name=_("item")
    )
    code = models.CharField(_("service code"), max_length=32, unique=True)
    subject = models.SlugField(_("subject"), max_length=60)
    """Equal for the same service of the city and of each district."""
    kind = models.CharField(_("kind of service"), max_length=16, choices=Kind)
    also_for = models.CharField(_("also for"), max_length=10, choices=Audience, blank=True)
    statutory_days = models.PositiveSmallIntegerField(_("limit by law, in working days"))
    promised_days = models.PositiveSmallIntegerField(_("promised limit, in working days"))
    """0: while the visitor waits."""
    fee = models.PositiveIntegerField(_("fee, in yuan"), default=0)
    visits = models.PositiveSmallIntegerField(_("visits needed"), default=1)
    phone = models.CharField(_("telephone for questions"), max_length=20)
    complaint_phone = models.CharField(_("telephone for complaints"), max_length=20)
    forms = models.ManyToManyField(Attachment, blank=True, verbose_name=_("forms"))

    class Meta:
        """By code; the indexes are those of scenarios and of the hall's audiences."""

        ordering = ("code",)
        verbose_name = _("service in detail")
        verbose_name_plural = _("services in detail")
        indexes = (
            models.Index(fields=["subject"], name="service_subject"),
            models.Index(fields=["also_for"], name="service_also_for"),
        )

    def __str__(self) -> str:
        return self.code

    def clean(self) -> None:
        """A promise is never longer than the law allows."""
        if (self.promised_days or 0) > (self.statutory_days or 0):
            raise ValidationError({"promised_days": _("Longer than the limit by law.")})


class ServiceText(models.Model):
    """The words of a service in one edition; lists have one entry a line."""

    text = models.OneToOneField(
        Edition,
        models.CASCADE,
        related_name="service_text",
        primary_key=True,
        verbose_name=_("item"),
    )
    audience = models.CharField(_("for whom"), max_length=120)
    legal_basis = models.CharField(_("legal basis"), max_length=200)
    output = models.CharField(_("result"), max_length=120)
    conditions = models.TextField(_("conditions"))
    materials = models.TextField(_("materials (paper | copies | remark)"))
    steps = models.TextField(_("steps (step | limit)"))
    channels = models.TextField(_("channels (kind | place | hours)"))
    fee_note = models.CharField(_("about the fee"), max_length=200)
    faq = models.TextField(_("questions (question | answer)"), blank=True)

    class Meta:
        """One text an edition."""

        verbose_name = _("words of the service")
        verbose_name_plural = _("words of the service")

    def __str__(self) -> str:
        return str(self.text_id)


class Scenario(models.Model):
    """A branching way of questions to the right services; the tree is data."""

    item = models.OneToOneField(
        Item, models.CASCADE, related_name="scenario", primary_key=True, verbose_name=_("item")
    )
    tree = models.JSONField(_("questions"))
    """See server.services.tree."""

    class Meta:
        """By item."""

        verbose_name = _("questions of the scenario")
        verbose_name_plural = _("questions of the scenario")

    def __str__(self) -> str:
        return str(self.item_id)

    def clean(self) -> None:
        """Refuses a tree that leads nowhere or lacks words."""
        faults = tree_faults(self.tree)
        if faults:
            raise ValidationError({"tree": faults})


class Application(models.Model):
    """An application as anybody who knows its number may follow it: no name, no particulars."""

    class State(models.TextChoices):
        """How far it is."""

        RECEIVED = "received", _("received")
        SUPPLEMENT = "supplement", _("papers missing")
        REVIEWING = "reviewing", _("being examined")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    no = models.CharField(_("application number"), max_length=24, unique=True)
    service = models.ForeignKey(Service, models.PROTECT, verbose_name=_("service"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField(_("received at"))
    accept_due = models.DateTimeField(_("accept by"))
    due_at = models.DateTimeField(_("decide by"))
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    sample = models.BooleanField(_("sample content"), default=False)

    class Meta:
        """Newest decision first: the list of published results."""

        ordering = ("-decided_at", "-pk")
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        indexes = (models.Index(fields=["-decided_at", "-id"], name="application_decided"),)

    def __str__(self) -> str:
        return self.no


class Station(models.Model):
    """Where an application was at a time; in parallel, one organ each."""

    application = models.ForeignKey(
        Application, models.CASCADE, related_name="stations", verbose_name=_("application")
    )
    organ = models.ForeignKey(Organ, models.PROTECT, verbose_name=_("organ"))
    state = models.CharField(_("state"), max_length=12, choices=Application.State)
    at = models.DateTimeField(_("at"))
    due_at = models.DateTimeField(_("decide by"), null=True, blank=True)
    note = models.CharField(_("note"), max_length=200, blank=True)

    class Meta:
        """In the order in which it happened."""

        ordering = ("at", "pk")
        verbose_name = _("station")
        verbose_name_plural = _("stations")

    def __str__(self) -> str:
        return f"{self.organ} {self.get_state_display()}"
