"""What the provider says about itself; every line of it is tested to be true."""

from __future__ import annotations

from typing import Any

from server.identity import levels
from server.identity.keys import ALGORITHMS
from server.identity.models.clients import GRANT_TYPES, SCOPES
from server.identity.oauth import dpop
from server.identity.oauth.demands import PROMPTS
from server.identity.site import Site
from server.identity.words import LANGUAGES


def metadata(site: Site) -> dict[str, Any]:
    """OpenID Connect Discovery 1.0 §3, RFC 8414 §2, RFC 8628 §4, RP-Initiated Logout 1.0 §2.1,
    CIBA Core 1.0 §4.
    """
    issuer = site.issuer
    methods = ["private_key_jwt"]
    signing = ["ES256"]
    return {
        "issuer": issuer,
        "authorization_endpoint": issuer + "/authorize",
        "token_endpoint": site.token,
        "device_authorization_endpoint": issuer + "/device",
        "pushed_authorization_request_endpoint": site.par,
        "backchannel_authentication_endpoint": issuer + "/ask",
        "backchannel_token_delivery_modes_supported": ["poll"],
        "backchannel_user_code_parameter_supported": False,
        "userinfo_endpoint": issuer + "/userinfo",
        "jwks_uri": issuer + "/jwks",
        "revocation_endpoint": issuer + "/revoke",
        "introspection_endpoint": issuer + "/introspect",
        "end_session_endpoint": issuer + "/logout",
        "accessibility_preferences_endpoint": issuer + "/preferences",
        "settings_code_endpoint": issuer + "/settings-code",
        "settings_keys_uri": issuer + "/settings-keys",
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": list(GRANT_TYPES),
        "code_challenge_methods_supported": ["S256"],
        "prompt_values_supported": list(PROMPTS),
        "authorization_response_iss_parameter_supported": True,
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": list(ALGORITHMS),
        "acr_values_supported": list(levels.LEVELS),
        "claims_supported": [
            *("iss", "sub", "aud", "exp", "iat", "auth_time", "acr", "amr"),
            *("sid", "at_hash", "nonce"),
            *("name", "masked_name", "locale", "accessibility", "roles"),
        ],
        "ui_locales_supported": list(LANGUAGES),
        "token_endpoint_auth_methods_supported": methods,
        "token_endpoint_auth_signing_alg_values_supported": signing,
        "revocation_endpoint_auth_methods_supported": methods,
        "revocation_endpoint_auth_signing_alg_values_supported": signing,
        "introspection_endpoint_auth_methods_supported": methods,
        "introspection_endpoint_auth_signing_alg_values_supported": signing,
        "dpop_signing_alg_values_supported": list(dpop.ALGORITHMS),
        "backchannel_logout_supported": True,
        "backchannel_logout_session_supported": True,
        "claims_parameter_supported": False,
        "request_parameter_supported": False,
        "request_uri_parameter_supported": False,
    }
