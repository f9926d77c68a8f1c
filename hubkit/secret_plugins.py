"""What finds secrets in a text: detect-secrets' detectors of tokens with a form of their own, and those that it lacks.

    for detector in detectors():
        if any(detector.analyze_string("AKIA...")):
            print(detector.secret_type)             # "AWS Access Key"

Chosen are the detectors that know a token by its form. Left out of detect-secrets 1.5.0 are those that guess, by
entropy or by a keyword (a tokenizer's vocabulary is full of both); public IP addresses; Artifactory, Cloudant, IBM and
SoftLayer, whose keys have no form but a short name before them; and its detector of npm's, which needs minutes for a
long line of URLs. Nothing here asks a network whether a token is valid, and the library's `pragma: allowlist secret`
has no effect, for that is a filter of its scanner, which is not used.

Importing this takes a tenth of a second (detect-secrets imports requests): import it where it is used.
"""

import re
from functools import cache

from detect_secrets.plugins.aws import AWSKeyDetector
from detect_secrets.plugins.azure_storage_key import AzureStorageKeyDetector
from detect_secrets.plugins.base import RegexBasedDetector
from detect_secrets.plugins.basic_auth import BasicAuthDetector
from detect_secrets.plugins.discord import DiscordBotTokenDetector
from detect_secrets.plugins.github_token import GitHubTokenDetector
from detect_secrets.plugins.gitlab_token import GitLabTokenDetector
from detect_secrets.plugins.jwt import JwtTokenDetector
from detect_secrets.plugins.mailchimp import MailchimpDetector
from detect_secrets.plugins.openai import OpenAIDetector
from detect_secrets.plugins.private_key import PrivateKeyDetector
from detect_secrets.plugins.pypi_token import PypiTokenDetector
from detect_secrets.plugins.sendgrid import SendGridDetector
from detect_secrets.plugins.slack import SlackDetector
from detect_secrets.plugins.square_oauth import SquareOAuthDetector
from detect_secrets.plugins.stripe import StripeDetector
from detect_secrets.plugins.telegram_token import TelegramBotTokenDetector
from detect_secrets.plugins.twilio import TwilioKeyDetector

__all__ = ["OWN_FORMS", "FormDetector", "detectors"]


def _standing(start: str, rest: str) -> str:
    """`start` and `rest`, not inside a word, but after an escape such as JSON's \\n, whose letter would look like one.

    The look behind stands after `start`: a search is ten times faster for an expression that begins with plain text.
    """
    return rf"{start}(?:(?<![A-Za-z0-9_-]{start})|(?<=\\[bfnrt]{start})){rest}"


OWN_FORMS: dict[str, tuple[str, ...]] = {
    "Hugging Face Token": (
        r"hf_[A-Za-z0-9]{30,}",
        r"api_org_[A-Za-z0-9]{30,}",
        r"hf_(?:oauth|jwt)_[A-Za-z0-9_.=-]{20,}",
    ),
    "Anthropic API Key": (r"sk-ant-[A-Za-z0-9_-]{20,}",),
    "OpenAI Project Key": (_standing("sk-", r"(?:proj|svcacct|admin)-[A-Za-z0-9_-]{40,}"),),
    "OpenRouter API Key": (r"sk-or-v1-[0-9a-f]{64}",),
    "Google API Key": (_standing("AIza", r"[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])"),),
    "Google OAuth Client Secret": (r"GOCSPX-[A-Za-z0-9_-]{28}",),
    "GitHub Fine-grained Token": (r"github_pat_[A-Za-z0-9_]{60,}",),
    "NPM Access Token": (r"npm_[A-Za-z0-9]{36}", r":_authToken[ \t]*=[ \t]*[A-Fa-f0-9-]{36}"),
    "Slack App Token": (r"xapp-\d-[A-Z0-9]+-\d+-[a-z0-9]+", r"xoxe(?:\.xox[bp])?-\d-[A-Za-z0-9]{20,}"),
    "Stripe Webhook Secret": (r"whsec_[A-Za-z0-9]{32,}",),
    "Groq API Key": (_standing("gsk_", r"[A-Za-z0-9]{52}"),),
    "Replicate API Token": (_standing("r8_", r"[A-Za-z0-9]{37}"),),
    "Databricks Token": (_standing("dapi", r"[0-9a-f]{32}"),),
    "DigitalOcean Token": (r"do[opr]_v1_[0-9a-f]{64}",),
    "Weights & Biases Key": (r"WANDB_API_KEY[\"'\s:=]{1,8}[A-Za-z0-9_]{40,}",),
    "Private Key, Encrypted": (r"BEGIN ENCRYPTED PRIVATE KEY", r"PuTTY-User-Key-File-3"),
}
"""Kinds that detect-secrets 1.5.0 lacks, or knows in an older form only, as regular expressions: each of several begins
with plain text of its own, because one that begins with a choice is searched for ten times slower."""


class FormDetector(RegexBasedDetector):
    """A detector in detect-secrets' form for one of `OWN_FORMS`."""

    secret_type = ""
    denylist: tuple[re.Pattern[str], ...] = ()

    def __init__(self, secret_type: str, forms: tuple[str, ...]) -> None:
        self.secret_type = secret_type
        self.denylist = tuple(map(re.compile, forms))


@cache
def detectors() -> tuple[RegexBasedDetector, ...]:
    """Every detector in use, each with its `secret_type` and `analyze_string`."""
    return (
        AWSKeyDetector(),
        AzureStorageKeyDetector(),
        BasicAuthDetector(),
        DiscordBotTokenDetector(),
        GitHubTokenDetector(),
        GitLabTokenDetector(),
        JwtTokenDetector(),
        MailchimpDetector(),
        OpenAIDetector(),
        PrivateKeyDetector(),
        PypiTokenDetector(),
        SendGridDetector(),
        SlackDetector(),
        SquareOAuthDetector(),
        StripeDetector(),
        TelegramBotTokenDetector(),
        TwilioKeyDetector(),
        *(FormDetector(kind, forms) for kind, forms in OWN_FORMS.items()),
    )
