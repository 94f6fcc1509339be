"""A service as linked data: schema.org's GovernmentService with the names of CPSV-AP 3.2.

The context maps our members to both vocabularies, so that a harvester of either finds its own.
"""

from __future__ import annotations

import json
from typing import Any, Final

from django.utils.safestring import SafeString

from server.content.models import Edition
from server.services.compose import rows_of
from server.services.models import Service, ServiceText

CONTEXT: Final[dict[str, Any]] = {
    "@vocab": "https://schema.org/",
    "cpsv": "http://purl.org/vocab/cpsv#",
    "cv": "http://data.europa.eu/m8g/",
    "dct": "http://purl.org/dc/terms/",
    "hasCompetentAuthority": "cv:hasCompetentAuthority",
    "hasInput": "cpsv:hasInput",
    "produces": "cpsv:produces",
    "hasCost": "cv:hasCost",
    "hasChannel": "cv:hasChannel",
    "hasLegalResource": "cv:hasLegalResource",
    "holdsRequirement": "cv:holdsRequirement",
    "processingTime": "cv:processingTime",
    "isDescribedAt": "cv:isDescribedAt",
}
_NOT_IN_SCRIPTS: Final = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def service_data(address: str, edition: str, url: str) -> dict[str, Any] | None:
    """The service at a page address as JSON-LD; None where there is no service."""
    service = Service.objects.select_related("item__organ").filter(item__address=address).first()
    text = Edition.objects.filter(item__address=address, edition=edition).first()
    words = ServiceText.objects.filter(text=text).first() if text else None
    if service is None or text is None or words is None:
        return None
    organ = service.item.organ
    authority = {"@type": "GovernmentOrganization", "name": organ.name(edition) if organ else ""}
    return {
        "@context": CONTEXT,
        "@type": ["GovernmentService", "cpsv:PublicService"],
        "@id": url,
        "identifier": service.code,
        "name": text.title,
        "description": text.description,
        "inLanguage": edition,
        "url": url,
        "hasCompetentAuthority": authority,
        "serviceOperator": authority,
        **_details(service, words),
    }


def _details(service: Service, words: ServiceText) -> dict[str, Any]:
    """What the service demands, gives, and how long it takes (ISO 8601 durations)."""
    channels = rows_of(words.channels, 3)
    return {
        "processingTime": f"P{service.promised_days}D",
        "holdsRequirement": [
            {"@type": "cv:Requirement", "name": row[0]} for row in rows_of(words.conditions, 1)
        ],
        "hasInput": [
            {"@type": "cv:Evidence", "name": row[0], "description": " ".join(row[1:]).strip()}
            for row in rows_of(words.materials, 3)
        ],
        "produces": {"@type": "cv:Output", "name": words.output},
        "hasCost": {
            "@type": "cv:Cost",
            "cv:value": service.fee,
            "cv:currency": "CNY",
            "description": words.fee_note,
        },
        "hasLegalResource": {"@type": "cv:LegalResource", "name": words.legal_basis},
        "hasChannel": [{"@type": "cv:Channel", "name": row[0]} for row in channels],
        "availableChannel": [
            {
                "@type": "ServiceChannel",
                "name": row[0],
                "serviceLocation": {"@type": "Place", "name": row[1]},
                "servicePhone": {"@type": "ContactPoint", "telephone": service.phone},
            }
            for row in channels
        ],
    }


def script_text(data: dict[str, Any]) -> SafeString:
    """JSON that can stand inside a script element: no character of it ends or starts a tag."""
    text = json.dumps(data, ensure_ascii=False).translate(_NOT_IN_SCRIPTS)
    return SafeString(text)
