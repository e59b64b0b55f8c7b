"""Where links within a site lead, generator by generator, and what is not said because it cannot be known."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from linklint import urls
from linklint.facts.site.site import Site, read_site
from linklint.model import Config, Destination, Draft, Lost
from linklint.parse import parse

HUGO = {"hugo.toml": 'baseURL = "https://www.own.example/"\n'}
JEKYLL = {"_config.yml": "url: https://own.example\n"}
DOCUSAURUS = {
    "docusaurus.config.js": "module.exports = {url: 'https://own.example', baseUrl: '/', presets: [['classic', {}]]};\n"
}
MKDOCS = {"mkdocs.yml": "site_name: Own\nsite_url: https://own.example/\n"}
ELEVENTY = {
    "eleventy.config.js": "export default function (config) { config.addCollection('x', f); return {dir: {input: 'src'}}; }\n"
}
ASTRO = {
    "astro.config.mjs": "export default defineConfig({site: 'https://own.example', integrations: [starlight({title: 'x'})]});\n"
}


def site_of(root: Path, files: Mapping[str, str], monkeypatch: pytest.MonkeyPatch, hosts: tuple[str, ...] = ()) -> Site:
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(root)

    def draft_of(path: str) -> Draft:
        return parse(path, Path(path).read_text(encoding="utf-8"), Config())

    return read_site(".", hosts=hosts, today="2026-11-22", draft_of=draft_of)


def answer(site: Site, path: str, url: str) -> str:
    """The file that a link leads to, `-> address` for one that was moved, `lost`, or `unknown`."""
    there = site.destination(path, urls.parse(url))
    if isinstance(there, Destination):
        return f"-> {there.moved_to}" if there.moved_to else there.path
    return f"lost {there.nearest}".strip() if isinstance(there, Lost) else "unknown"


HUGO_SITE = HUGO | {
    "content/_index.md": "",
    "content/posts/first.md": "---\ntitle: First\n---\n",
    "content/posts/Second Post.md": "---\nslug: two\naliases: [/old/second/, ../older]\n---\n",
    "content/posts/bundle/index.md": "",
    "content/posts/bundle/report.pdf": "",
    "content/about.md": "---\nurl: /who-we-are/\n---\n",
    "static/files/list.pdf": "",
}
JEKYLL_SITE = JEKYLL | {
    "about.md": "---\n---\n",
    "guide/index.md": "---\n---\n",
    "pay.md": "---\npermalink: /wages/\nredirect_from: /money/\n---\n",
    "_posts/2024-02-03-first-post.md": "---\ncategories: [news]\n---\n",
    "_posts/2024-02-04-second.md": "---\ndate: 2024-02-05\n---\n",
    "plain.md": "No header.\n",
    "assets/list.pdf": "",
}
DOCUSAURUS_SITE = DOCUSAURUS | {
    "docs/intro.md": "",
    "docs/01-guide/02-setup.md": "",
    "docs/01-guide/index.md": "",
    "docs/named.md": "---\nid: other\n---\n",
    "docs/moved.md": "---\nslug: /elsewhere\n---\n",
    "blog/2024-02-03-first.md": "",
    "blog/second.md": "---\nslug: two\n---\n",
    "src/pages/about.tsx": "",
    "static/files/list.pdf": "",
}
MKDOCS_SITE = MKDOCS | {
    "docs/index.md": "",
    "docs/guide/setup.md": "",
    "docs/guide/README.md": "",
    "docs/files/list.pdf": "",
}
ELEVENTY_SITE = ELEVENTY | {
    "src/about.md": "",
    "src/posts/posts.json": '{"permalink": "/blog/{{ page.fileSlug }}/"}',
    "src/posts/2024-02-03-first.md": "",
    "src/index.njk": "",
    "src/hidden.md": "---\npermalink: false\n---\n",
}
ASTRO_SITE = ASTRO | {
    "src/content/docs/index.mdx": "",
    "src/content/docs/Guide/Set Up.md": "",
    "src/content/docs/named.md": "---\nslug: other/name\n---\n",
    "src/pages/about.astro": "",
    "public/list.pdf": "",
}


@pytest.mark.parametrize(
    ("files", "path", "url", "wanted"),
    [
        pytest.param(HUGO_SITE, "content/about.md", "/posts/first/", "content/posts/first.md", id="hugo: section and name"),
        pytest.param(HUGO_SITE, "content/about.md", "/posts/first", "content/posts/first.md", id="hugo: no closing slash"),
        pytest.param(HUGO_SITE, "content/about.md", "/posts/two/", "content/posts/Second Post.md", id="hugo: a slug"),
        pytest.param(HUGO_SITE, "content/about.md", "/posts/second-post/", "lost", id="hugo: a name under its slug"),
        pytest.param(HUGO_SITE, "content/about.md", "/old/second/", "-> /posts/two/", id="hugo: an alias"),
        pytest.param(HUGO_SITE, "content/about.md", "/older", "-> /posts/two/", id="hugo: a relative alias"),
        pytest.param(HUGO_SITE, "content/about.md", "/posts/bundle/", "content/posts/bundle/index.md", id="hugo: a bundle"),
        pytest.param(HUGO_SITE, "content/about.md", "/posts/bundle/report.pdf", "content/posts/bundle/report.pdf", id="hugo: a resource"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "/who-we-are/", "content/about.md", id="hugo: an url"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "../two/", "content/posts/Second Post.md", id="hugo: from the page"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "/files/list.pdf", "static/files/list.pdf", id="hugo: a static file"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "/files/lost.pdf", "lost list.pdf", id="hugo: a static file that is not there"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "/posts/fisrt/", "lost /posts/first/", id="hugo: a slip"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "/guide/two/", "lost /posts/two/", id="hugo: in another section"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "/tags/pay/", "unknown", id="hugo: a taxonomy"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "/posts/page/2/", "unknown", id="hugo: a further page of a list"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "https://own.example/posts/two/?x#y", "content/posts/Second Post.md", id="hugo: own host without www"),
        pytest.param(HUGO_SITE, "content/posts/first.md", "https://other.example/posts/two/", "unknown", id="hugo: another host"),
        pytest.param(HUGO_SITE, "content/about.md", '{{< relref "Second Post.md" >}}', "content/posts/Second Post.md", id="hugo: a ref to a name with blanks"),
        pytest.param(HUGO_SITE, "content/about.md", '{{< relref "first.md#x" >}}', "content/posts/first.md", id="hugo: a ref by name alone"),
        pytest.param(HUGO_SITE, "content/about.md", '{{< ref "/posts/bundle" >}}', "content/posts/bundle/index.md", id="hugo: a ref from the root"),
        pytest.param(HUGO_SITE, "content/about.md", '{{< ref "/posts/gone.md" >}}', "lost", id="hugo: a ref to nothing"),
        pytest.param(HUGO_SITE, "content/about.md", "{{< param handbook >}}", "unknown", id="hugo: another shortcode"),
        pytest.param(HUGO_SITE | {"layouts/shortcodes/x.html": ""}, "README.md", "/gone/", "unknown", id="hugo: a file that is no page"),
        pytest.param(JEKYLL_SITE, "about.md", "/about.html", "about.md", id="jekyll: a page"),
        pytest.param(JEKYLL_SITE, "about.md", "/guide/", "guide/index.md", id="jekyll: an index"),
        pytest.param(JEKYLL_SITE, "about.md", "/wages/", "pay.md", id="jekyll: a permalink"),
        pytest.param(JEKYLL_SITE, "about.md", "/money/", "-> /wages/", id="jekyll: a redirect"),
        pytest.param(JEKYLL_SITE, "about.md", "/pay.html", "pay.md", id="jekyll: a file by its own name, though published elsewhere"),
        pytest.param(JEKYLL_SITE, "about.md", "/news/2024/02/03/first-post.html", "_posts/2024-02-03-first-post.md", id="jekyll: a post with its category"),
        pytest.param(JEKYLL_SITE, "about.md", "/2024/02/05/second.html", "_posts/2024-02-04-second.md", id="jekyll: the date of the header"),
        pytest.param(JEKYLL_SITE, "about.md", "/2024/02/", "unknown", id="jekyll: an archive"),
        pytest.param(JEKYLL_SITE, "about.md", "/2024/02/05/secnod.html", "lost /2024/02/05/second.html", id="jekyll: a slip"),
        pytest.param(JEKYLL_SITE, "about.md", "{{ site.baseurl }}/wages/", "pay.md", id="jekyll: the base in a template"),
        pytest.param(JEKYLL_SITE, "about.md", '{{ "/wages/" | relative_url }}', "pay.md", id="jekyll: a filter"),
        pytest.param(JEKYLL_SITE, "about.md", "{% post_url 2024-02-04-second %}", "_posts/2024-02-04-second.md", id="jekyll: post_url"),
        pytest.param(JEKYLL_SITE, "about.md", "{% link pay.md %}", "pay.md", id="jekyll: link"),
        pytest.param(JEKYLL_SITE, "about.md", "{{ page.next.url }}", "unknown", id="jekyll: another template"),
        pytest.param(JEKYLL_SITE, "about.md", "/assets/list.pdf", "assets/list.pdf", id="jekyll: a file"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "/docs/guide/setup", "docs/01-guide/02-setup.md", id="docusaurus: number prefixes"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "/docs/guide/", "docs/01-guide/index.md", id="docusaurus: an index"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "/docs/other", "docs/named.md", id="docusaurus: an id"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "/docs/elsewhere", "docs/moved.md", id="docusaurus: a slug"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "/blog/2024/02/03/first", "blog/2024-02-03-first.md", id="docusaurus: a post by its date"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "/blog/two", "blog/second.md", id="docusaurus: a post by its slug"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "/about", "src/pages/about.tsx", id="docusaurus: a page of React"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "./01-guide/02-setup.md", "docs/01-guide/02-setup.md", id="docusaurus: a file"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "@site/static/files/list.pdf", "static/files/list.pdf", id="docusaurus: @site"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "/docs/guide/stup", "lost /docs/guide/setup", id="docusaurus: a slip"),
        pytest.param(DOCUSAURUS_SITE, "docs/intro.md", "/docs/category/x", "unknown", id="docusaurus: a generated index"),
        pytest.param(MKDOCS_SITE, "docs/index.md", "/guide/setup/", "docs/guide/setup.md", id="mkdocs: an address"),
        pytest.param(MKDOCS_SITE, "docs/index.md", "guide/setup.md", "docs/guide/setup.md", id="mkdocs: a file"),
        pytest.param(MKDOCS_SITE, "docs/guide/setup.md", "../", "docs/guide/README.md", id="mkdocs: from the page's address"),
        pytest.param(MKDOCS_SITE, "docs/index.md", "https://own.example/guide/", "docs/guide/README.md", id="mkdocs: a readme is an index"),
        pytest.param(MKDOCS_SITE, "docs/index.md", "/guide/stup/", "lost /guide/setup/", id="mkdocs: a slip"),
        pytest.param(ELEVENTY_SITE, "src/about.md", "/blog/first/", "src/posts/2024-02-03-first.md", id="eleventy: a data file"),
        pytest.param(ELEVENTY_SITE, "src/posts/2024-02-03-first.md", "/about/", "src/about.md", id="eleventy: a name"),
        pytest.param(ELEVENTY_SITE, "src/about.md", "/", "src/index.njk", id="eleventy: the start"),
        pytest.param(ELEVENTY_SITE, "src/about.md", "/hidden/", "lost", id="eleventy: what is not published"),
        pytest.param(ELEVENTY_SITE, "src/about.md", "/blog/frist/", "lost /blog/first/", id="eleventy: a slip"),
        pytest.param(ASTRO_SITE, "src/content/docs/index.mdx", "/guide/set-up/", "src/content/docs/Guide/Set Up.md", id="astro: a slug of each step"),
        pytest.param(ASTRO_SITE, "src/content/docs/index.mdx", "/other/name/", "src/content/docs/named.md", id="astro: a slug"),
        pytest.param(ASTRO_SITE, "src/content/docs/index.mdx", "/about/", "src/pages/about.astro", id="astro: a page"),
        pytest.param(ASTRO_SITE, "src/content/docs/index.mdx", "/list.pdf", "public/list.pdf", id="astro: a public file"),
        pytest.param(ASTRO_SITE, "src/content/docs/index.mdx", "/guide/set-pu/", "lost /guide/set-up", id="astro: a slip"),
        pytest.param({"a.md": "", "b/README.md": ""}, "a.md", "b/", "b/README.md", id="plain: a folder"),
        pytest.param({"a.md": "", "b/c.md": ""}, "a.md", "/b/c.md", "b/c.md", id="plain: from the root"),
        pytest.param({"a.md": "", "b/setup.md": ""}, "a.md", "/b/stup.md", "lost setup.md", id="plain: a file that is not beside others"),
        pytest.param({"a.md": "", "b/c.txt": ""}, "a.md", "/b/stup.md", "unknown", id="plain: a folder without pages"),
        pytest.param({"a.md": ""}, "a.md", "/gone", "unknown", id="plain: no generator says what is at the root"),
    ],
)  # fmt: skip
def test_addresses_as_each_generator_publishes_them(
    files: Mapping[str, str], path: str, url: str, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(site_of(tmp_path, files, monkeypatch), path, url) == wanted


@pytest.mark.parametrize(
    ("files", "path", "url", "wanted"),
    [
        pytest.param(
            {"hugo.toml": '[permalinks]\nposts = "/:year/:slug/"\n', "content/posts/a.md": "---\nslug: x\ndate: 2024-05-01\n---\n"},
            "content/posts/a.md", "/2024/x/", "content/posts/a.md", id="hugo: a permalink",
        ),
        pytest.param(
            {"hugo.toml": '[permalinks]\nposts = "/:hash/"\n', "content/posts/a.md": "---\n---\n", "content/b.md": ""},
            "content/b.md", "/xyz/", "unknown", id="hugo: a permalink that is not known",
        ),
        pytest.param(
            {"config.yaml": "baseURL: https://own.example/sub/\nlanguages: {en: {weight: 1}, de: {weight: 2}}\n",
             "archetypes/x.md": "", "content/a.md": "", "content/a.de.md": ""},
            "content/a.md", "/sub/de/a/", "content/a.de.md", id="hugo: languages and a base",
        ),
        pytest.param(
            HUGO | {"content/a.md": "", "static/_redirects": "/old/* /a/:splat\n/gone /a/ 301\n"},
            "content/a.md", "/gone", "-> /a/", id="a host's redirect",
        ),
        pytest.param(
            HUGO | {"content/a.md": "", "static/_redirects": "/old/* /a/:splat\n"},
            "content/a.md", "/old/x/", "unknown", id="a host's redirect of many",
        ),
        pytest.param(
            HUGO | {"content/a.md": "", "netlify.toml": '[[redirects]]\nfrom = "/x"\nto = "/a/"\n'},
            "content/a.md", "/x/", "-> /a/", id="a redirect in netlify.toml",
        ),
        pytest.param(
            HUGO | {"content/a.md": "", "content/news/_content.gotmpl": "", "content/news/_index.md": ""},
            "content/a.md", "/news/x/", "unknown", id="hugo: pages that a template makes",
        ),
        pytest.param(
            {"_config.yml": "permalink: pretty\ncollections: {talks: {output: true}}\n", "_talks/a.md": "---\n---\n", "b.md": "---\n---\n"},
            "b.md", "/talks/a/", "_talks/a.md", id="jekyll: a collection",
        ),
        pytest.param(
            {"_config.yml": "defaults:\n- scope: {path: '', type: posts}\n  values: {permalink: '/p/:title/'}\n",
             "_posts/2024-01-02-a.md": "---\n---\n"},
            "_posts/2024-01-02-a.md", "/p/a/", "_posts/2024-01-02-a.md", id="jekyll: defaults",
        ),
        pytest.param(
            {"_config.yml": "url: https://me.github.io\n", "a.md": "---\n---\n"},
            "a.md", "/other-project/", "unknown", id="jekyll: a host that other projects share",
        ),
        pytest.param(
            {"docusaurus.config.ts": "const base = f();\nexport default {url: 'https://own.example', baseUrl: base};\n", "docs/a.md": ""},
            "docs/a.md", "/docs/x", "unknown", id="docusaurus: a base that is computed",
        ),
        pytest.param(
            {"docusaurus.config.js": "x = {baseUrl: '/', presets: [['classic', {docs: {routeBasePath: '/', path: 'content'}}]]}",
             "content/a.md": ""},
            "content/a.md", "/a", "content/a.md", id="docusaurus: docs at the root",
        ),
        pytest.param(
            DOCUSAURUS | {"docs/a.md": "", "versions.json": '["2.0"]', "versioned_docs/version-2.0/a.md": ""},
            "docs/a.md", "/docs/a", "versioned_docs/version-2.0/a.md", id="docusaurus: the last version",
        ),
        pytest.param(
            {"mkdocs.yml": "site_url: !ENV [URL, 'https://own.example/x/']\nplugins: [redirects: {redirect_maps: {old.md: a.md}}]\n"
                           "markdown_extensions: [{toc: {slugify: !!python/name:a.b}}]\n", "docs/a.md": ""},
            "docs/a.md", "https://own.example/x/old/", "-> /x/a/", id="mkdocs: tags of its own, a redirect",
        ),
        pytest.param(
            {"mkdocs.yml": "plugins: [blog]\n", "docs/index.md": "", "docs/blog/posts/x.md": "---\ndate: 2024-02-03\n---\n# My Post\n"},
            "docs/index.md", "/blog/2024/02/03/my-post/", "docs/blog/posts/x.md", id="mkdocs: a post",
        ),
        pytest.param(
            {"mkdocs.yml": "plugins: [gen-files]\n", "docs/index.md": ""},
            "docs/index.md", "/api/", "unknown", id="mkdocs: a plugin that makes pages",
        ),
        pytest.param(
            ELEVENTY | {"src/a.md": "", "src/p/p.11tydata.js": "export default {permalink: d => d.x}", "src/p/b.md": ""},
            "src/a.md", "/x/", "unknown", id="eleventy: a permalink that is computed",
        ),
        pytest.param(
            ASTRO | {"src/content/docs/en/a.md": "", "src/content/docs/fr/b.md": "",
                     "astro.config.mjs": "starlight({defaultLocale: 'en', locales: {en: {}, fr: {}}})"},
            "src/content/docs/fr/b.md", "/fr/a/", "src/content/docs/en/a.md", id="astro: what is not translated",
        ),
        pytest.param(
            {"astro.config.mjs": "export default {};", "src/pages/index.astro": "", "src/pages/[...slug].astro": "", "src/a.md": ""},
            "src/a.md", "/x/", "unknown", id="astro: routes of programs",
        ),
        pytest.param(
            {"book.toml": "", "src/a.md": ""}, "src/a.md", "/x.html", "unknown", id="a generator that is not known",
        ),
        pytest.param(
            HUGO | {"content/a.md": "", ".gitignore": "static/made/\n", "static/made/x.pdf": "", "static/made/y.pdf": ""},
            "content/a.md", "/made/z.pdf", "unknown", id="a folder that git ignores",
        ),
    ],
)  # fmt: skip
def test_settings_decide_and_what_they_compute_is_unknown(
    files: Mapping[str, str], path: str, url: str, wanted: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(site_of(tmp_path, files, monkeypatch), path, url) == wanted


@pytest.mark.parametrize(
    ("files", "path", "why_not"),
    [
        pytest.param(HUGO | {"content/a.md": "---\ndraft: true\n---\n"}, "content/a.md", "draft: true", id="hugo: a draft"),
        pytest.param(HUGO | {"content/a.md": "---\ndate: 2027-01-01\n---\n"}, "content/a.md", "date: 2027-01-01", id="hugo: the future"),
        pytest.param(HUGO | {"content/a.md": "---\nexpiryDate: 2026-01-01\n---\n"}, "content/a.md", "expirydate: 2026-01-01", id="hugo: expired"),
        pytest.param({"hugo.toml": "buildFuture = true", "content/a.md": "---\ndate: 2027-01-01\n---\n"}, "content/a.md", "", id="hugo: the future is built"),
        pytest.param(HUGO | {"content/a.md": "---\ndate: 2026-11-22T10:00:00Z\n---\n"}, "content/a.md", "", id="hugo: today"),
        pytest.param(JEKYLL | {"a.md": "---\npublished: false\n---\n"}, "a.md", "published: false", id="jekyll: not published"),
        pytest.param(JEKYLL | {"_posts/2027-01-01-a.md": "---\n---\n"}, "_posts/2027-01-01-a.md", "date: 2027-01-01", id="jekyll: the future"),
        pytest.param(DOCUSAURUS | {"docs/a.md": "---\ndraft: true\n---\n"}, "docs/a.md", "draft: true", id="docusaurus: a draft"),
    ],
)  # fmt: skip
def test_pages_that_readers_do_not_see(
    files: Mapping[str, str], path: str, why_not: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = site_of(tmp_path, files, monkeypatch).page(path)
    assert page
    assert page.why_not == why_not


@pytest.mark.parametrize(
    "name",
    [
        "hugo.toml",
        "hugo.yaml",
        "_config.yml",
        "mkdocs.yml",
        "docusaurus.config.js",
        "eleventy.config.js",
        "astro.config.mjs",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a: [", id="no YAML"),
        pytest.param("- 1\n- 2\n", id="a list"),
        pytest.param("a: &a [*a]\nb: *a\n", id="a list that holds itself"),
        pytest.param(
            "plugins: 7\nnav: {1: 2}\ncollections: [3]\ndefaults: {a: b}\n", id="numbers where mappings belong"
        ),
        pytest.param(
            "permalinks: [x]\nlanguages: [en]\ntaxonomies: x\nmodule: {mounts: {a: 1}}\n",
            id="lists where mappings belong",
        ),
        pytest.param("{" * 5000, id="braces that nothing closes"),
        pytest.param("docs: {" * 20_000, id="objects that nothing closes"),
        pytest.param("/*" * 20_000 + "'`\"", id="comments that nothing closes"),
        pytest.param("baseURL = 7\n[permalinks]\na = 3\n", id="numbers where texts belong"),
        pytest.param("\x00\ufffe\n", id="no text"),
    ],
)
def test_odd_settings_end_no_run(name: str, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    header = "---\ntitle: [x]\nslug: {a: 1}\naliases: 3\ndate: [x]\ndraft: maybe\npermalink: [1]\nurl: &u [*u]\n---\n"
    files = {name: text, **{f"{folder}/a.md": header for folder in ("content", "docs", "src", "_posts", "blog")}}
    site = site_of(tmp_path, files, monkeypatch)
    assert answer(site, "docs/a.md", "a.md") == "docs/a.md"


def test_a_region_of_which_nothing_is_known_is_not_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(tmp_path, HUGO | {"content/a.md": "", "content/b.md": ""}, monkeypatch)
    asked = ["/shop/1/", "/shop/2/", "/shop/3/", "/gone/", "/b/", "/a/"]
    assert answer(site, "content/a.md", "/shop/1/") == "lost"
    site.weigh([("content/a.md", urls.parse(url)) for url in asked])
    assert [answer(site, "content/a.md", url) for url in asked[2:5]] == ["unknown", "lost", "content/b.md"]
    assert site.unknown == ("site routes not known for this project (hugo): most links below /shop lead to no page",)


def test_hosts_of_the_configuration_are_those_of_the_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(tmp_path, {"hugo.toml": "", "content/a.md": ""}, monkeypatch, hosts=("own.example",))
    assert answer(site, "content/a.md", "https://www.own.example/b/") == "lost"


def test_what_is_not_known_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = site_of(tmp_path, {"mkdocs.yml": "plugins: [gen-files]\n", "docs/a.md": ""}, monkeypatch)
    assert site.unknown == ("site routes not known for this project (mkdocs): the plugin gen-files makes pages",)


def test_links_out_of_the_project_are_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "secret.md").write_text("---\ntitle: Secret\n---\n", encoding="utf-8")
    project = tmp_path / "project"
    (project / "content").mkdir(parents=True)
    (project / "content" / "x").symlink_to(tmp_path)
    site = site_of(project, HUGO | {"content/a.md": ""}, monkeypatch)
    assert [page.path for page in site.pages()] == ["content/a.md"]
    assert answer(site, "content/a.md", "../../secret.md") == "unknown"
