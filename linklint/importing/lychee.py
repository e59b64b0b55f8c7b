"""lychee.toml: which links and files lychee leaves alone."""

from __future__ import annotations

from linklint import urls
from linklint.config_file import ONLINE_NUMBERS
from linklint.importing.carried import Carried, texts

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_LEAST, _MOST = ONLINE_NUMBERS["timeout"]
_PRIVATE = (
    "the rules private-host, localhost-link and ip-literal-host find such links; switch them off if they are meant"
)
_SERVERS = "is about asking servers, for which linklint check --online has manners of its own"
_WHY = {
    **dict.fromkeys(("exclude_all_private", "exclude_private", "exclude_link_local", "exclude_loopback"), _PRIVATE),
    **dict.fromkeys(
        ("verbose", "format", "mode", "output", "no_progress", "dump"), "linklint check has flags for that"
    ),
    "include": "nothing is allowed by a pattern of what to look at; linklint judges every link",
    "header": "further headers stand in the environment, as LINKLINT_HEADERS",
    "include_verbatim": "code holds no links here",
    "include_mail": "no rule asks for mailboxes",
    "exclude_mail": "no rule asks for mailboxes",
    "scheme": "linklint judges links of every scheme",
    "glob_ignore_case": "globs mind their case",
    "skip_missing": "a path that is not there is always told",
    "remap": "no URL is rewritten",
    "extensions": "linklint reads Markdown, MDX and HTML files",
    "hidden": "hidden folders are passed over; name them on the command line",
    "no_ignore": ".gitignore is honoured; name files on the command line to check them all the same",
    "root_dir": "links from the root are looked up beside the configuration",
}


def carry(given: Mapping[str, object], carried: Carried) -> None:
    rest = dict(given)
    for pattern in texts(rest.pop("exclude", [])):
        carried.allow(pattern, "exclude")
    for pattern in texts(rest.pop("exclude_path", [])):
        carried.exclude(pattern, "exclude_path")
    for key in ("base_url", "base"):
        base = rest.get(key)
        host = urls.parse(base).host if isinstance(base, str) and "://" in base else ""
        if host:
            carried.grow("hosts", [host.removeprefix("www.")])
            del rest[key]
    if rest.get("require_https") is True:
        carried.rule("insecure-http", "error")
        del rest["require_https"]
    if rest.get("include_fragments") is True:
        carried.rule("fragment-missing", "info")
        del rest["include_fragments"]
    timeout = rest.get("timeout")
    if isinstance(timeout, int) and _LEAST <= timeout <= _MOST:
        carried.online("timeout", timeout)
        del rest["timeout"]
    carried.leave_all(rest, _WHY, _SERVERS)
