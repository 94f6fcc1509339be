"""The view on the real engine: what it reads, what it keeps to itself, what it lets out."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typing_extensions import override

from tests.harness.http_server import HttpServer, Reply, Seen
from tests.harness.web import WebProcess

pytestmark = pytest.mark.timeout(60)
BACK = "http://127.0.0.1:1/callback"
FORM = """<!doctype html><html lang="zh-CN"><title>登录</title><body>
<main aria-label="登录区"><h1>统一身份认证</h1><p>请<b>登录</b>。</p>
<form method="post" action="/in"><label for="u">账号</label>
<input id="u" name="u" required aria-describedby="hint"><p id="hint">手机号</p>
<label>密码 <input id="p" name="p" type="password" value="s3cret-start"></label>
<input id="t" type="hidden" value="hidden-token">
<label><input id="c" type="checkbox"> 记住</label>
<select id="s" aria-label="语言"><option>简体</option><option>English</option></select>
<button id="go">登录</button></form>
<div hidden>不在</div><ul><li>一</li><li>二</li></ul>
<div id="live" aria-live="polite">好</div><img alt="徽标" src="data:,"></main></body></html>"""


class Site(HttpServer):
    """A provider with a form, and whatever page a test gives it."""

    html = ""

    @override
    def respond(self, seen: Seen) -> Reply:
        if seen.path == "/in":
            return Reply(303, headers={"Location": f"{BACK}?code=c&state=s"})
        if seen.path == "/out":
            return Reply(302, headers={"Location": seen.query["to"]})
        if seen.path == "/file":
            return Reply(200, b"x", {"Content-Disposition": "attachment; filename=x"})
        page = FORM if seen.path == "/form" else self.html
        kind = {"Content-Type": "text/html; charset=utf-8", "Set-Cookie": "sso=A; Path=/"}
        return Reply(200, page.encode(), kind)


@pytest.fixture
def site() -> Iterator[Site]:
    with Site() as site:
        yield site


@pytest.fixture
def foreign() -> Iterator[HttpServer]:
    with HttpServer() as server:
        yield server


@pytest.fixture
def web(site: Site, tmp_path: Path) -> Iterator[WebProcess]:
    with WebProcess(tmp_path, [site.url], BACK) as web:
        yield web


def by_id(nodes: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {node["id"]: node for node in nodes}


def test_a_page_is_read_like_any_document(web: WebProcess, site: Site) -> None:
    web.do(open=f"{site.url}/form?state=x")
    nodes = web.page("登录")
    said = [(node["role"], node["name"]) for node in nodes]
    assert said == [
        ("region", "登录区"),
        ("heading", "统一身份认证"),
        ("paragraph", "请 登录 。"),
        ("form", ""),
        ("textbox", "账号"),
        ("paragraph", "手机号"),
        ("textbox", "密码"),
        ("checkbox", "记住"),
        ("combobox", "语言"),
        ("option", "简体"),
        ("option", "English"),
        ("button", "登录"),
        ("list", ""),
        ("listitem", "一"),
        ("listitem", "二"),
        ("paragraph", "好"),
        ("img", "徽标"),
    ]
    found = by_id(nodes)
    assert found["u"]["description"] == "手机号"
    assert found["u"]["states"] == ["focusable", "required"]
    assert found["s"]["value"] == "简体"
    assert nodes[1]["level"] == 1


def test_what_is_typed_into_a_password_is_nowhere(web: WebProcess, site: Site) -> None:
    web.do(open=f"{site.url}/form")
    assert by_id(web.page("登录"))["p"]["privacy"] == "SECRET"
    web.do(focus="p")
    web.until(lambda event: event.get("typed", [""])[0] == "p")
    web.do(type="typed-w0rd")
    value = ""
    while "typed-w0rd" not in value:  # keys take their time; the test's own limit ends this
        web.do(script="document.getElementById('p').value")
        value = str(web.until(lambda event: "value" in event)["value"])
    web.do(script="document.getElementById('p').type = 'text'; document.title = 'shown'")
    assert by_id(web.page("shown"))["p"]["privacy"] == "SECRET"
    told = str([event for event in web.events if "value" not in event])
    for secret in ("s3cret-start", "typed-w0rd", "hidden-token"):
        assert secret not in told


BUSY = """<!doctype html><title>busy</title><form method="post" action="/in">
<input id="u" name="u"><input id="p" name="p" type="password"><button>ok</button></form><script>
addEventListener('keydown', () => { const end = Date.now() + 20; while (Date.now() < end); }, true);
</script>"""


def test_what_is_done_after_typing_comes_after_it(web: WebProcess, site: Site) -> None:
    """A page that takes its time over each key: the script that goes on must not overtake them."""
    site.html = BUSY
    web.do(open=f"{site.url}/busy")
    web.page("busy")
    web.do(focus="u")
    web.until(lambda event: event.get("typed", [""])[0] == "u")
    web.do(type="demo-account", focus="p")
    web.until(lambda event: event.get("typed", [""])[0] == "p")  # as the gate of the keys waits
    web.do(type="s3cret-word", send="p")
    web.until(lambda event: "caught" in event)
    [sent] = site.requests_to("/in")
    assert sent.form == {"u": "demo-account", "p": "s3cret-word"}
    shown = [text for node, text, _ in web.told("typed") if node == "u"]
    assert not [text for text in shown if "s3cret" in text]


def test_a_change_is_told(web: WebProcess, site: Site) -> None:
    web.do(open=f"{site.url}/form")
    web.page("登录")
    web.do(script="document.getElementById('live').textContent = '密码不对'")
    web.until(lambda event: "密码不对" in str(event.get("nodes", "")))


def test_the_page_does_not_see_its_reader(web: WebProcess, site: Site) -> None:
    web.do(open=f"{site.url}/form")
    web.page("登录")
    web.do(script="[typeof yizhanReader, typeof qt, typeof QWebChannel].join()")
    event = web.until(lambda event: "value" in event)
    assert event["value"] == "undefined,undefined,undefined"


def test_the_way_back_is_caught_and_not_opened(web: WebProcess, site: Site) -> None:
    web.do(open=f"{site.url}/form")
    web.page("登录")
    web.do(activate="c")
    web.do(script="document.getElementById('u').value = 'demo'")
    web.do(activate="go")
    assert web.until(lambda event: "caught" in event)["caught"] == f"{BACK}?code=c&state=s"


def test_it_is_kept_in_memory_and_gone_with_its_view(
    web: WebProcess, site: Site, tmp_path: Path
) -> None:
    assert web.until(lambda event: "off_the_record" in event)["off_the_record"]
    web.do(open=f"{site.url}/form")
    web.page("登录")
    web.do(script="localStorage.setItem('k', 'canary-storage'); document.title = 'kept'")
    web.page("kept")
    web.do(close="")
    web.until(lambda event: "closed" in event)
    written = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    for canary in (b"canary-storage", b"sso=A", "统一身份认证".encode()):
        assert canary not in written


def test_the_next_view_has_no_cookie_of_the_one_before(site: Site, tmp_path: Path) -> None:
    for visit in ("a", "b"):
        (tmp_path / visit).mkdir()
        with WebProcess(tmp_path / visit, [site.url], BACK) as web:
            web.do(open=f"{site.url}/form")
            web.page("登录")
    assert [seen.headers.get("Cookie") for seen in site.requests_to("/form")] == [None, None]


ATTACKS = """<!doctype html><title>attack</title><body>
<a id="out" href="/out?to={foreign}/302">o</a><a id="blank" target="_blank" href="/form">b</a>
<a id="mail" href="mailto:a@b.example">m</a><a id="disk" href="file:///etc/passwd">f</a>
<a id="get" href="/file" download>d</a><input id="file" type="file">
<a id="far" href="{foreign}/link">x</a><iframe src="{foreign}/frame"></iframe>
<img src="{foreign}/img"><link rel="prefetch" href="{foreign}/prefetch">
<link rel="preconnect" href="{foreign}"><img src="/out?to={foreign}/img302">
<script>
for (const go of [() => fetch('{foreign}/fetch'), () => navigator.sendBeacon('{foreign}/beacon'),
  () => new EventSource('{foreign}/events'), () => new WebSocket('{socket}/socket'),
  () => new Worker('{foreign}/worker'), () => window.open('{foreign}/open'),
  () => fetch('/out?to={foreign}/fetch302'), () => alert('x'), () => window.print(),
  () => navigator.clipboard.readText(), () => document.documentElement.requestFullscreen(),
  () => navigator.geolocation.getCurrentPosition(() => {{}})]) try {{ go() }} catch (e) {{}}
</script></body>"""


def test_no_request_leaves_for_another_place(
    web: WebProcess, site: Site, foreign: HttpServer
) -> None:
    # another name of this machine: redirects of sub-resources are stopped by name only
    place = foreign.url.replace("127.0.0.1", "localhost")
    site.html = ATTACKS.format(foreign=place, socket=place.replace("http", "ws"))
    web.do(open=f"{site.url}/attack")
    web.page("attack")
    for way in ("out", "far", "mail", "disk", "blank", "get", "file"):
        web.do(activate=way)
    web.do(script="document.title = 'still here'")
    web.page("still here")
    assert [seen.path for seen in foreign.seen] == []
    assert {"navigation", "dialog"} <= set(web.told("refused"))
    assert "failed" not in str(web.events)
    assert not [path for path in web.home.rglob("x*") if path.is_file()]
