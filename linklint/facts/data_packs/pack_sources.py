"""The packs that there are: what each says of a host or a DOI, where it comes from, under which licence, and what it must look
like to be believed."""

from __future__ import annotations

from linklint.record import record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

LIST_DAYS, FEED_DAYS = 30, 14
"""Days after which a pack is stale. Feeds name what changes within hours: a stale one says nothing at all."""


@record
class Source:
    """A file that a pack can be made of."""

    name: str
    url: str
    format: str
    """A function of `pack_formats`."""
    licence: str
    attribution: str
    most_received: int
    """In bytes."""
    most_unpacked: int
    packing: str = ""
    """`gzip`, or `zip:` and the file in it."""
    lines: int = 0
    """Of a file that is sorted by rank: no more are read."""
    index: str = ""
    """A function of `pack_formats`, where `url` only tells which file is the newest."""
    needs_consent: bool = False
    """The licence binds whoever passes the data on, or uses it for money."""


@record
class Listed:
    """A pack before it is pulled."""

    name: str
    what: str
    key: str
    codes: Mapping[str, str]
    """What each code says of a key."""
    sources: tuple[Source, ...]
    """The first that can be had."""
    fewest: int
    """Rows."""
    most: int
    sentinels: tuple[str, ...] = ()
    """Keys without which it is not what it says to be."""
    is_default: bool = False
    is_feed: bool = False


_MEGABYTE = 1_000_000
_RAW_GITHUB = "https://raw.githubusercontent.com"
_PAGES = "|".join(f"Wikipedia:Reliable_sources/Perennial_sources/{number}" for number in range(1, 17))

_RANK = Listed(
    "rank",
    "how widely a domain is linked, by orders of magnitude: among the first 1,000, 10,000, 100,000, 1,000,000",
    "registrable domain",
    {
        "3": "among the 1,000 most linked domains",
        "4": "among the 10,000 most linked domains",
        "5": "among the 100,000 most linked domains",
        "6": "among the 1,000,000 most linked domains",
    },
    (
        Source(
            "Common Crawl web graph",
            "https://index.commoncrawl.org/graphinfo.json",
            "common_crawl",
            "Common Crawl Terms of Use",
            "Common Crawl Foundation, domain ranks of the web graph",
            200 * _MEGABYTE,
            400 * _MEGABYTE,
            packing="gzip",
            lines=1_000_001,
            index="common_crawl_url",
        ),
        Source(
            "Tranco list",
            "https://tranco-list.eu/top-1m.csv.zip",
            "tranco",
            "free with attribution; some of the lists that it is made of are CC BY-NC 4.0",
            "Le Pochat et al., Tranco: a research-oriented top sites ranking",
            40 * _MEGABYTE,
            100 * _MEGABYTE,
            packing="zip:top-1m.csv",
            needs_consent=True,
        ),
    ),
    fewest=500_000,
    most=1_000_000,
    sentinels=("google.com", "wikipedia.org", "w3.org"),
    is_default=True,
)
_EDU = Listed(
    "edu",
    "domains of universities, those too that no suffix such as .edu tells",
    "domain",
    {"u": "a university's domain"},
    (
        Source(
            "University Domains List",
            f"{_RAW_GITHUB}/Hipo/university-domains-list/master/world_universities_and_domains.json",
            "universities",
            "MIT",
            "Hipo, university-domains-list and its contributors",
            20 * _MEGABYTE,
            20 * _MEGABYTE,
        ),
    ),
    fewest=5_000,
    most=100_000,
    sentinels=("ethz.ch", "mit.edu"),
    is_default=True,
)
_PERENNIAL = Listed(
    "perennial",
    "what editors of Wikipedia agreed on about sources that they discuss often",
    "host, exactly",
    {
        "gr": "generally reliable",
        "nc": "no consensus",
        "gu": "generally unreliable",
        "d": "deprecated",
        "b": "blacklisted",
        "m": "no single verdict",
    },
    (
        Source(
            "Wikipedia: Perennial sources",
            "https://en.wikipedia.org/w/api.php?action=query&format=json&formatversion=2&prop=revisions&rvslots=main"
            f"&rvprop=content&titles={_PAGES}",
            "perennial",
            "CC BY-SA 4.0",
            "Wikipedia editors, Wikipedia:Reliable sources/Perennial sources",
            20 * _MEGABYTE,
            40 * _MEGABYTE,
            needs_consent=True,
        ),
    ),
    fewest=300,
    most=10_000,
    sentinels=("nytimes.com", "reuters.com"),
    is_default=True,
)
_PHISHING = Listed(
    "phishing",
    "hosts that were reported for phishing and answered lately; some were hijacked and are clean again",
    "host, exactly",
    {"p": "reported for phishing"},
    (
        Source(
            "Phishing.Database",
            f"{_RAW_GITHUB}/Phishing-Database/Phishing.Database/master/phishing-domains-ACTIVE.txt",
            "hosts",
            "MIT",
            "Phishing.Database contributors",
            100 * _MEGABYTE,
            200 * _MEGABYTE,
        ),
    ),
    fewest=10_000,
    most=5_000_000,
    is_feed=True,
)
_REFSPAM = Listed(
    "refspam",
    "hosts that advertise themselves in the referrer logs of other sites",
    "domain",
    {"s": "listed for referrer spam"},
    (
        Source(
            "Matomo referrer spam list",
            f"{_RAW_GITHUB}/matomo-org/referrer-spam-list/master/spammers.txt",
            "hosts",
            "public domain",
            "Matomo, referrer-spam-list and its contributors",
            5 * _MEGABYTE,
            5 * _MEGABYTE,
        ),
    ),
    fewest=1_000,
    most=100_000,
    sentinels=("semalt.com",),
)
_RETRACTIONS = Listed(
    "retractions",
    "scholarly works that were retracted, corrected, or are in doubt",
    "DOI in lower case",
    {"r": "retracted", "e": "expression of concern", "c": "corrected", "i": "reinstated"},
    (
        Source(
            "Retraction Watch",
            "https://gitlab.com/crossref/retraction-watch-data/-/raw/main/retraction_watch.csv",
            "retractions",
            "open data of Crossref",
            "Crossref and the Center for Scientific Integrity, Retraction Watch Data",
            200 * _MEGABYTE,
            200 * _MEGABYTE,
        ),
    ),
    fewest=30_000,
    most=1_000_000,
    sentinels=("10.1016/s0140-6736(97)11096-0",),
)

PACKS = {each.name: each for each in (_RANK, _EDU, _PERENNIAL, _PHISHING, _REFSPAM, _RETRACTIONS)}
