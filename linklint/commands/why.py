"""Show why a host stands where it stands: the whole ladder of evidence, from the top, and what would change it; with
--draft, how far the links of a draft belong to it.

The first rung that decides gives the tier; the rungs below it are shown all the same. Tiers, in the order that decides:
allowed, denied, harmful, flagged, authoritative, user-content, established, unknown. Only denied, harmful and flagged hosts
are ever warned about; unknown means that no list has the host, and nothing else.
"""

from __future__ import annotations

import sys

from linklint.arguments import day
from linklint.errors import LinklintError
from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from linklint.facts.credibility.ratings import Rung
    from linklint.facts.credibility.sources import Sources
    from linklint.model import Config, Evidence, Rating, Target

HELP = "show the evidence on a host, and what would change it"
EPILOG = """\
examples:
  linklint why bls.gov                          a host needs no scheme
  linklint why https://medium.com/@bureau/pay   paths count for the team's lists and for personal pages
  linklint why --json a.example b.example       for scripts, one entry each
  linklint why --draft post.md                  the links of a draft by topic, most off-topic first
  linklint why --draft post.md https://a.example/pay
                                                that link alone
  linklint why --isolated a.example             without the team's lists and metrics

exit codes: 0 shown, 2 misuse or a wrong configuration
"""
_NOTHING = "-"


@record
class Arguments:
    """What `linklint why` was asked to do, as written."""

    urls: Sequence[str] = ()
    draft: str = ""
    json: bool = False
    config: str = ""
    isolated: bool = False
    today: str = ""


@record
class Answer:
    url: str
    target: Target
    rating: Rating


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("urls", nargs="*", metavar="URL|HOST", help="what to look up, as a link has it or a bare host")
    parser.add_argument(
        "--draft", metavar="FILE", help="how far the links of this draft, or these of them, belong to it"
    )
    parser.add_argument("--json", action="store_true", help="a list of objects instead of pages")
    parser.add_argument("--config", metavar="FILE", help="this configuration")
    parser.add_argument("--isolated", action="store_true", help="no configuration files")
    parser.add_argument("--today", metavar="YYYY-MM-DD", help="the day that lists and feeds are held against")


def run(args: Arguments) -> int:
    from linklint.config import Finder
    from linklint.facts.credibility import sources
    from linklint.facts.credibility.ratings import rate

    if args.isolated and args.config:
        raise LinklintError("--isolated and --config exclude each other")
    finder = Finder(args.config, args.isolated, today=day(args.today))
    if args.draft:
        sys.stdout.writelines(_relevance(args, finder.config_for(args.draft)))
        return 0
    if not args.urls:
        raise LinklintError("name a URL or a host, or a draft with --draft")
    config = finder.config_for("draft.md")
    known = sources.of(config)
    answers = [Answer(url, target, rate(target, config, known)) for url in args.urls for target in (_target(url),)]
    if args.json:
        sys.stdout.write(_as_json(answers))
    else:
        sys.stdout.write("\n".join("".join(_page(answer, config, known)) for answer in answers))
    return 0


def _relevance(args: Arguments, config: Config) -> Iterator[str]:
    """The links of one draft, or of these those with one of the URLs."""
    from linklint import files
    from linklint.facts.relevance.weighing import weigh_links
    from linklint.listing import evidence
    from linklint.parse import parse

    source = files.read(args.draft)
    if source.why_not:
        raise LinklintError(f"{source.path}: {source.why_not}")
    draft = parse(source.path, source.text, config, source.is_faithful)
    weighed, topics = weigh_links(draft, config)
    weighed = [each for each in weighed if not args.urls or each.link.url in args.urls]
    if args.urls and not weighed:
        raise LinklintError(f"{source.path}: no outbound link to {args.urls[0]}")
    if not args.json:
        yield from evidence.render(draft, weighed, topics)
        return
    import json

    yield json.dumps([evidence.row(draft, each) for each in weighed], indent=2, ensure_ascii=False) + "\n"


def _target(written: str) -> Target:
    from linklint import urls

    target = urls.parse(written)
    has_scheme = "." not in target.scheme and target.scheme != "localhost"  # else it is a host, and a port behind it
    if not target.is_web and not (target.scheme and has_scheme):
        target = urls.parse("https://" + written)
    if not target.is_web:
        raise LinklintError(f'"{written}" is no host and no URL of a page')
    return target


def _as_json(answers: Sequence[Answer]) -> str:
    import json

    from linklint import urls

    told = [
        {
            "url": answer.url,
            "host": answer.target.host,
            "domain": urls.registrable_domain(answer.target.host),
            "tier": answer.rating.tier,
            "decided_by": answer.rating.deciding.rung if answer.rating.deciding else "",
            "evidence": [
                {"rung": each.rung, "says": each.says, "source": each.source, "date": each.date}
                for each in answer.rating.evidence
            ],
        }
        for answer in answers
    ]
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def _page(answer: Answer, config: Config, known: Sources) -> Iterator[str]:
    from linklint import urls, wording
    from linklint.facts.credibility.ratings import LADDER
    from linklint.notes import safe

    host = answer.target.host.removeprefix("www.")
    yield f"{safe(answer.url)}: {answer.rating.tier}\n"
    if urls.is_internal(answer.target, config.hosts):
        yield "  an own host, by the configuration: links to it are not rated\n"
    wide = max(len(rung.who) for rung in LADDER)
    for rung in LADDER:
        for mark, says in _lines(rung, answer.rating, known):
            yield safe(f"{mark} {rung.who.ljust(wide)}  {says}") + "\n"
    yield f"  {wording.of_tier(answer.rating, host) if not answer.rating.deciding else _meaning(answer.rating.tier)}\n"
    for line in _ways(answer.rating.deciding, host):
        yield f"  {safe(line)}\n"


def _lines(rung: Rung, rating: Rating, known: Sources) -> Iterator[tuple[str, str]]:
    """A mark and what the rung says; `>` marks what decides."""
    from linklint import wording

    told = [each for each in rating.evidence if each.rung == rung.name]
    pack = known.pack(rung.pack) if rung.pack else None
    pull = f"linklint data pull {rung.pack}"
    for each in told:
        old = f"; older than a month: {pull}" if pack and pack.is_stale and each.source == pack.source else ""
        yield (">" if each is rating.deciding else " "), wording.as_line(each) + old
    if not told:
        yield " ", f"no data; {pull}" if rung.pack and not pack else _NOTHING


def _meaning(tier: str) -> str:
    return {
        "allowed": "allowed: never warned about",
        "denied": "denied: an error wherever it is linked (denied-source)",
        "harmful": "harmful: warned about wherever it is linked (harmful-target)",
        "flagged": "flagged: warned about where the link is followed (low-credibility-source)",
        "authoritative": "authoritative: no warning",
        "user-content": "user-content: no warning; the author is the source, not the host",
        "established": "established: no warning; widely known is not the same as right",
    }[tier]


def _ways(decided: Evidence | None, host: str) -> Iterator[str]:
    from linklint import wording

    if decided and decided.dispute:
        yield from wording.ways_out(decided, host)
    elif not decided or decided.rung != "team-allow":
        yield f"to change it: lists: {{deny: [{{host: {host}, reason: …}}]}} in .linklint.yaml; or allow, low, high"
    else:
        yield f"to change it: {decided.source}"
