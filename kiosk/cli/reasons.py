"""What the reasons of ``main.py signin`` mean, for whoever has to mend a provider's settings."""

from __future__ import annotations

from collections.abc import Mapping

_EXACT: Mapping[str, str] = {
    "expired": "nobody came back in time, or the session has ended",
    "cancelled": "given up",
    "page": "the answer is a page on which somebody would have to go on; nobody knows what it did",
    "config: issuer": "--issuer: https only, except on this machine; without query",
    "config: client_id": "--client-id is empty",
    "config: scopes": "--scope must name openid",
    "config: algorithms": "--algorithms names one that is not taken: those of RSA, of the curves "
    "P-256, P-384, P-521 and of Ed25519 are, a shared secret or none is not",
    "config: origins": "--allow-origin: https only, except on this machine",
    "config: ca_bundle": "--ca-bundle is no file",
    "config: acr": "--acr is none of --acr-levels",
    "config: redirect_uri": "--redirect-uri: http on this machine, without query",
    "config: terminal key": "--key-file holds no private key of P-256 as a JWK",
    "config: device_authorization_endpoint": "the provider offers no device grant (RFC 8628)",
    "config: authorization_endpoint": "the provider offers no sign-in by a page",
    "config: invalid_client": "the provider does not know this client, its secret or key, or "
    "wants the secret in the form (--client-auth post)",
    "config: unauthorized_client": "this client may not use this flow at the provider, or the "
    "assertion of its key is refused: its audience is the issuer",
    "config: unsupported_grant_type": "the provider does not have this flow",
    "config: invalid_scope": "the provider does not give one of the scopes: see --scope",
    "config: invalid_request": "the provider refuses the request: is the redirect address known, "
    "and may this client use this flow?",
    "config: address": "https only, except on this machine",
    "refused: access_denied": "the person, or the provider, said no",
    "refused: invalid_grant": "the code or token is not, or no longer, good",
    "refused: login_required": "the provider did not ask anybody",
    "refused: unmet_authentication_requirements": "the account cannot reach the level of --acr",
    "bad_answer: discovery issuer": "the document names another issuer than --issuer; every "
    "letter counts, a slash at the end too",
    "bad_answer: discovery code_challenge_methods_supported": "PKCE with S256 is not offered",
    "bad_answer: status 401": "the provider does not let this client do that; public clients "
    "often may not revoke",
    "bad_answer: callback iss": "the answer does not come from this issuer (RFC 9207)",
    "bad_answer: callback fragment": "tokens in the address: only the code flow is taken",
    "bad_answer: callback twice": "a parameter came twice",
    "bad_answer: callback state": "the answer belongs to another request",
    "bad_answer: token id_token": "no ID token in the answer",
    "bad_answer: token token_type": "not the kind of token that was promised: see --no-dpop",
    "bad_token: iss": "the ID token is another issuer's",
    "bad_token: aud": "the ID token is not for this client alone: see --audience",
    "bad_token: azp": "the ID token was made for another client",
    "bad_token: nonce": "the ID token belongs to another sign-in",
    "bad_token: at_hash": "the ID token belongs to another access token",
    "bad_token: alg": "not signed in one of the ways of --algorithms",
    "bad_token: typ": "not an ID token (an access token, perhaps)",
    "bad_token: signature": "no key of the provider made the signature",
    "bad_token: auth_time": "nobody was asked anew, or auth_time was left out after max_age "
    "(see --no-auth-time)",
    "bad_token: acr": "the level of --acr was not reached, or not said",
    "bad_token: sub": "another person, or none",
    "bad_token: exp": "expired, or good for more than a day; do both clocks agree?",
    "bad_token: iat": "issued too long ago, or in the future; do both clocks agree?",
    "bad_token: nbf": "not good yet; do both clocks agree?",
    "bad_token: form": "not a signed token in three parts; encrypted ones are not taken",
    "bad_token: payload": "what is signed is no JSON object of RFC 8259",
    "bad_token: crit": "it wants something to be understood that is not (crit, b64)",
}

_BEGINNINGS: Mapping[str, str] = {
    "bad_answer: callback state": "the answer belongs to another request, or has lost its state",
    "bad_answer: discovery": "a member of the document cannot be used: an endpoint on another "
    "origin must be allowed (--allow-origin)",
    "bad_answer: pushed_authorization_request": "the provider does not take pushed requests "
    "from this client as it says: see --no-par",
    "bad_answer: jwks": "the keys cannot be used",
    "bad_answer:": "not the answer that the standard describes",
    "bad_token:": "a claim of the ID token is missing or wrong",
    "network:": "no connection",
    "timeout:": "no complete answer in time",
    "server:": "the provider is broken or busy",
    "tls:": "the certificate is not to be trusted: see --ca-bundle",
    "clock:": "the clocks of this machine and of the provider differ",
    "config:": "a setting here or at the provider is wrong",
    "refused:": "the provider said no",
}


def meaning(reason: str) -> str:
    """A reason in plain words; empty where it is plain itself."""
    if reason in _EXACT:
        return _EXACT[reason]
    return next((words for start, words in _BEGINNINGS.items() if reason.startswith(start)), "")
