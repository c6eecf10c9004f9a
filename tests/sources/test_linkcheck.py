"""Link health: what answers mean, and how hosts are asked. All hosts are on this machine."""

from __future__ import annotations

import contextlib
import itertools
import socket
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_paperbase.sources.asking import NoNetwork
from sphinx_paperbase.sources.findings import Finding, State
from sphinx_paperbase.sources.linkcheck import Manners, check
from tests.sources.link_server import Answer, Web, free_port, redirect, site

QUICK = Manners(pause=0, timeout=2)
ALIVE = Finding(State.ALIVE, "200")


def here_only(ip: str) -> bool:
    """Take one of this machine's addresses for the public internet, and no other."""
    return ip == "127.0.0.1"


def found(*addresses: str, manners: Manners = QUICK) -> dict[str, Finding]:
    return dict(check(addresses, manners, here_only))


def one(address: str, manners: Manners = QUICK) -> Finding:
    return found(address, manners=manners)[address]


@pytest.fixture
def here() -> Iterator[Web]:
    with site() as web:
        yield web


@pytest.fixture
def there() -> Iterator[Web]:
    with site() as web:
        yield web


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, str | int]:
    """Return a table of names that stands for DNS: each with its address, or the error's number."""
    table: dict[str, str | int] = {"arxiv.org": "192.0.2.1"}
    real = socket.getaddrinfo

    def look_up(host, *arguments, **options):
        found = table.get(host, host if host[0].isdigit() else socket.EAI_NONAME)
        if isinstance(found, int):
            raise socket.gaierror(found, "not found")
        return real(found, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return table


# What answers mean.


@pytest.mark.parametrize("status", [200, 201, 204, 206])
def test_a_yes_is_asked_for_once_without_the_page(status, here):
    address = here.answers("/a", Answer(status))
    assert one(address) == Finding(State.ALIVE, str(status))
    assert here.requests == ["HEAD /a"]


@pytest.mark.parametrize(
    ("status", "state"),
    [
        (404, State.DEAD),
        (410, State.DEAD),
        (400, State.BLOCKED),
        (401, State.BLOCKED),
        (402, State.BLOCKED),
        (403, State.BLOCKED),
        (418, State.BLOCKED),
        (451, State.BLOCKED),
        (999, State.BLOCKED),
        (408, State.SLOW),
        (500, State.SLOW),
        (502, State.SLOW),
        (503, State.SLOW),
        (522, State.SLOW),
    ],
)
def test_what_is_no_yes_is_asked_twice(status, state, here):
    assert one(here.answers("/a", Answer(status))) == Finding(state, str(status))
    assert here.requests == ["HEAD /a", "GET /a"]


@pytest.mark.parametrize("status", [403, 404, 405, 500, 501, 503])
def test_many_servers_answer_head_wrongly(status, here):
    assert one(here.answers("HEAD /a", Answer(status))) == ALIVE
    assert here.requests == ["HEAD /a", "GET /a"]


def test_a_head_that_is_never_answered(here):
    hang_up = Answer(act=lambda handler: None)
    assert one(here.answers("HEAD /a", hang_up)) == ALIVE


@pytest.mark.parametrize("status", [200, 403, 429, 503])
def test_a_wall_that_asks_for_a_person(status, here):
    address = here.answers("/a", Answer(status, {"cf-mitigated": "challenge", "Retry-After": "9"}))
    assert one(address) == Finding(State.BLOCKED, f"{status}, asks for a person")


def test_nobody_listens():
    address = f"http://127.0.0.1:{free_port()}/"
    assert one(address) == Finding(State.DEAD, "connection refused")


def test_no_answer_in_time(here):
    start = time.monotonic()
    finding = one(here.answers("/a", Answer(delay=30)), QUICK._replace(timeout=0.1))
    assert finding == Finding(State.SLOW, "no answer in 0.1 s")
    assert time.monotonic() - start < 20


def test_a_server_that_hangs_up(here):
    address = here.answers("/a", Answer(act=lambda handler: None))
    assert one(address) == Finding(State.SLOW, "the connection broke off")


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 2000 No\r\n\r\n", b"<p>", b"\x00" * 99])
def test_a_server_that_talks_nonsense(head, here):
    address = here.answers("/a", Answer(act=lambda handler: handler.wfile.write(head)))
    assert one(address) == Finding(State.SLOW, "the connection broke off")


def test_too_many_headers_are_not_read(here):
    address = here.answers("/a", Answer(200, {f"X-{n}": "x" * 60_000 for n in range(200)}))
    assert one(address).state is State.SLOW


def test_a_host_that_does_not_exist(names):
    addresses = ["http://gone.example/a", "http://gone.example/b"]
    assert found(*addresses) == dict.fromkeys(addresses, Finding(State.DEAD, "no such host"))


def test_name_servers_that_do_not_answer(names):
    names["lame.example"] = socket.EAI_AGAIN
    finding = Finding(State.SLOW, "its name servers do not answer")
    assert one("http://lame.example/") == finding


def test_a_name_is_looked_up_twice_before_its_host_is_dead(names, here, monkeypatch):
    patched, looked_up = socket.getaddrinfo, []

    def flaky(host, *arguments, **options):
        looked_up.append(host)
        if looked_up.count("flaky.example") == 2:
            names["flaky.example"] = "127.0.0.1"
        return patched(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", flaky)
    assert one(f"http://flaky.example:{here.server_port}/") == ALIVE
    assert looked_up[:3] == ["flaky.example", "arxiv.org", "flaky.example"]


def test_a_name_that_no_name_can_be(names):
    assert one(f"http://{'a' * 64}.example/").state is State.DEAD
    assert one(f"http://{'ä' * 64}.example/").state is State.DEAD


# Redirects.


@pytest.mark.parametrize("status", [301, 308])
def test_moved_for_good(status, here, there):
    address = here.answers("/a", redirect(f"{there.url}/b", status))
    assert one(address) == Finding(State.MOVED, str(status), f"{there.url}/b")
    assert (here.requests, there.requests) == (["HEAD /a"], ["HEAD /b"])


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_temporary_redirect_is_no_move(status, here):
    assert one(here.answers("/a", redirect("/b", status))) == ALIVE
    assert here.requests == ["HEAD /a", "HEAD /b"]


def test_a_slash_more_is_a_move(here):
    address = here.answers("/a", redirect("/a/"))
    assert one(address) == Finding(State.MOVED, "301", f"{here.url}/a/")


def test_a_chain_leads_to_its_end(here):
    address = here.answers("/a", redirect("b"))
    here.answers("/b", redirect("/c/d", 308))
    here.answers("/c/d", redirect("../e"))
    assert one(address) == Finding(State.MOVED, "301", f"{here.url}/e")


def test_behind_a_temporary_redirect_is_no_new_address(here):
    address = here.answers("/a", redirect("/b"))
    here.answers("/b", redirect("/login", 302))
    here.answers("/login", redirect("/login/"))
    assert one(address) == Finding(State.MOVED, "301", f"{here.url}/b")


def test_a_redirect_to_a_dead_page(here):
    address = here.answers("/a", redirect("/b"))
    here.answers("/b", Answer(404))
    assert one(address) == Finding(State.DEAD, "404")


def test_a_redirect_without_an_address(here):
    assert one(here.answers("/a", Answer(301))) == Finding(State.BLOCKED, "301")


def test_a_page_that_redirects_to_itself_once_is_where_it_was(here):
    address = here.answers("/a", redirect("/a"), Answer())
    assert one(address) == ALIVE


@pytest.mark.parametrize("status", [301, 302])
@pytest.mark.parametrize("front", ["/", "/index.html"])
def test_a_site_that_shows_its_front_page_instead_of_saying_no(status, front, here):
    address = here.answers("/a/b", redirect(front, status))
    assert one(address) == Finding(State.BLOCKED, "leads to the site's front page")


def test_what_was_a_front_page_may_be_one(here, there):
    address = here.answers("/index.html", redirect("/"))
    assert one(address) == Finding(State.MOVED, "301", f"{here.url}/")
    there.answers("/", redirect("/en", 302))
    assert one(there.url) == ALIVE


def test_a_page_may_become_the_front_page_of_another_site(names, here):
    names["project.example"] = "127.0.0.1"
    own = f"http://project.example:{here.server_port}/"
    address = here.answers("/project", redirect(own))
    assert one(address) == Finding(State.MOVED, "301", own)


@pytest.mark.parametrize("status", [301, 302])
def test_a_loop_has_an_end(status, here):
    address = here.answers("/a", redirect("/b", status))
    here.answers("/b", redirect("/a", status))
    assert one(address) == Finding(State.BLOCKED, f"{status}, redirects without end")
    assert len(here.requests) == 11


def test_the_place_in_the_page_stays(here):
    address = here.answers("/a", redirect("/b"))
    assert one(f"{address}#part") == Finding(State.MOVED, "301", f"{here.url}/b#part")
    assert one(f"{here.url}/c#part") == ALIVE
    assert here.requests == ["HEAD /a", "HEAD /b", "HEAD /c"]


def test_addresses_beyond_ascii(here):
    # As servers send it: UTF-8, which HTTP takes for Latin-1.
    address = here.answers("/%C3%A4", redirect("/ö ü".encode().decode("latin-1")))
    assert one(here.url + "/ä").to == f"{here.url}/%C3%B6%20%C3%BC"
    assert one(address).to == f"{here.url}/%C3%B6%20%C3%BC"


@pytest.mark.parametrize(
    "location",
    [
        "javascript:alert(1)",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "http://user:password@127.0.0.1/",
        "http://[",
        "http://intranet/",
        "http://127.0.0.1:99999/",
        "http://a b.example/",
    ],
)
def test_a_redirect_to_what_is_no_web_page(location, here):
    finding = one(here.answers("/a", redirect(location)))
    assert finding == Finding(State.BLOCKED, "301, leads to no web address")


def test_no_control_character_comes_out(here):
    address = here.answers("/a", redirect("/\x1b[31m\x07\x85"))
    assert one(address).to == f"{here.url}/%1B%5B31m%07%EF%BF%BD"


# Safety.


@pytest.mark.parametrize("location", ["http://127.0.0.2:{}/", "http://inside.example:{}/"])
@pytest.mark.parametrize("status", [301, 302])
def test_a_redirect_into_the_local_network_is_not_followed(location, status, here, names):
    names["inside.example"] = "127.0.0.2"
    with site("127.0.0.2") as inside:
        address = here.answers("/a", redirect(location.format(inside.server_port), status))
        assert one(address) == Finding(State.BLOCKED, "not a public address, not asked")
        assert inside.requests == []


def test_an_address_of_the_local_network_is_not_asked(here):
    assert dict(check([here.url], QUICK)) == {
        here.url: Finding(State.BLOCKED, "not a public address, not asked")
    }
    assert here.requests == []


def test_one_private_address_among_public_ones_is_enough(here, monkeypatch):
    # Who may answer a second look-up otherwise may as well answer the first with both.
    address = addresses_of_a_name(monkeypatch, here.server_port, "127.0.0.1", "127.0.0.2")
    assert one(address).state is State.BLOCKED
    assert here.requests == []


def test_what_was_looked_up_is_what_is_connected_to(here, monkeypatch):
    real, answers = socket.getaddrinfo, ["127.0.0.1"]

    def rebinding(host, *arguments, **options):
        if host == "rebinding.example":
            host = answers.pop(0) if answers else "127.0.0.2"
        return real(host, *arguments, **options)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    assert one(f"http://rebinding.example:{here.server_port}/") == ALIVE


def addresses_of_a_name(monkeypatch: pytest.MonkeyPatch, port: int, *ips: str) -> str:
    found = [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in ips]
    real = socket.getaddrinfo
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda host, *a, **o: real(host, *a, **o) if host[0] == "1" else found,
    )
    return f"http://many.example:{port}/"


def test_a_host_with_several_addresses(monkeypatch, here):
    address = addresses_of_a_name(monkeypatch, here.server_port, "127.0.0.3", "127.0.0.1")
    assert dict(check([address], QUICK, lambda ip: True)) == {address: ALIVE}


def test_a_host_none_of_whose_addresses_answers(monkeypatch):
    address = addresses_of_a_name(monkeypatch, free_port(), "127.0.0.3", "127.0.0.1")
    refused = Finding(State.DEAD, "connection refused")
    assert dict(check([address], QUICK, lambda ip: True)) == {address: refused}


@given(text=st.text())
def test_any_address(text):
    for address in (text, f"http://127.0.0.2/{text}", f"http://127.0.0.2/?{text}#{text}"):
        (found,) = check([address], QUICK, lambda ip: False)
        assert found[1].state in (State.DEAD, State.BLOCKED)


def test_a_huge_page_is_not_read(here):
    sent = []

    def pour(handler):
        handler.send_response(200)
        handler.end_headers()
        while not here.ended.is_set():
            sent.append(handler.wfile.write(b"x" * 65536))

    here.answers("HEAD /a", Answer(405))
    assert one(here.answers("/a", Answer(act=pour))) == ALIVE
    assert sum(sent) < 16 * 1024 * 1024, "no more than what the machine's own buffers take"


def test_the_page_of_a_redirect_is_not_read_either(here):
    def pour(handler):
        handler.send_response(302)
        handler.send_header("Location", "/b")
        handler.end_headers()
        while not here.ended.is_set():
            handler.wfile.write(b"x" * 65536)

    here.answers("HEAD /a", Answer(405))
    assert one(here.answers("/a", Answer(act=pour))) == ALIVE


def test_a_head_that_comes_byte_by_byte_is_cut_off(here):
    def drip(handler):
        for _ in range(1000):
            handler.wfile.write(b"HTTP"[:1])
            here.ended.wait(0.02)

    start = time.monotonic()
    finding = one(here.answers("/a", Answer(act=drip)), QUICK._replace(timeout=0.1))
    assert finding == Finding(State.SLOW, "the connection broke off")
    assert time.monotonic() - start < 20


def test_nothing_of_the_user_is_sent(here, monkeypatch, tmp_path):
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login ada password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTP_PROXY", f"http://127.0.0.1:{free_port()}")
    address = here.answers("/a", Answer(302, {"Set-Cookie": "a=b", "Location": "/b"}))
    assert one(address) == ALIVE
    for asked in here.asked:
        assert set(asked.headers) == {
            "host",
            "user-agent",
            "accept",
            "accept-encoding",
            "connection",
        }
        assert asked.headers["user-agent"].startswith("sphinx-paperbase/")


# Manners.


def spaced(web: Web) -> list[float]:
    """Return the pauses between the end of a request and the start of the next."""
    return [later.start - before.end for before, later in itertools.pairwise(web.asked)]


def test_one_host_is_asked_one_thing_at_a_time_with_a_pause(here):
    addresses = [here.answers(f"/{n}", Answer(delay=0.01)) for n in range(8)]
    here.answers("/3", redirect("/moved"))
    here.answers("/5", Answer(404))
    assert len(found(*addresses, manners=QUICK._replace(pause=0.05))) == 8
    assert len(here.requests) == 10
    assert min(spaced(here)) > 0.04


def test_also_where_redirects_lead_to_one_host(here, there):
    with site() as third:
        addresses = [
            web.answers(f"/{n}", redirect(f"{third.url}/{web.server_port}/{n}"))
            for n in range(5)
            for web in (here, there)
        ]
        found(*addresses, manners=QUICK._replace(pause=0.02))
        assert len(third.requests) == 10
        assert min(spaced(third)) > 0.015


def test_several_hosts_are_asked_at_once(here, there):
    # Both answer when both have been asked, and not before.
    together = threading.Barrier(2, timeout=5)

    def meet(handler):
        together.wait()
        handler.send_response(200)
        handler.end_headers()

    addresses = [web.answers("/a", Answer(act=meet)) for web in (here, there)]
    assert found(*addresses) == dict.fromkeys(addresses, ALIVE)


def test_no_more_hosts_at_once_than_there_are_workers():
    under_way, most = [], []

    def count(handler):
        under_way.append(handler)
        most.append(len(under_way))
        time.sleep(0.02)
        under_way.remove(handler)
        handler.send_response(200)
        handler.end_headers()

    with contextlib.ExitStack() as stack:
        webs = [stack.enter_context(site()) for _ in range(6)]
        addresses = [web.answers("/a", Answer(act=count)) for web in webs]
        found(*addresses, manners=QUICK._replace(workers=2))
    assert len(most) == 6
    assert max(most) <= 2


def test_a_slow_host_does_not_hold_up_the_others(here, there):
    slow = here.answers("/a", Answer(delay=0.3))
    others = [f"{there.url}/{n}" for n in range(20)]
    assert list(dict(check([slow, *others], QUICK, here_only)))[-1] == slow


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_asks_to_wait_is_left_alone_while_others_go_on(status, here, there):
    busy = here.answers("/a", Answer(status, {"Retry-After": "1"}), Answer())
    addresses = [busy, f"{here.url}/b", f"{there.url}/c"]
    order = list(check(addresses, QUICK, here_only))
    assert order[0] == (f"{there.url}/c", ALIVE)
    assert dict(order) == dict.fromkeys(addresses, ALIVE)
    assert here.requests == ["HEAD /a", "GET /a", "HEAD /b"]
    assert 0.9 < spaced(here)[0] < 3


def test_a_host_that_names_the_time(here):
    until = format_datetime(datetime.now(UTC) + timedelta(seconds=2), usegmt=True)
    address = here.answers("/a", Answer(429, {"Retry-After": until}), Answer())
    assert one(address) == ALIVE
    assert 0.5 < spaced(here)[0] < 3


@pytest.mark.parametrize("after", ["Wed, 21 Oct 2015 07:28:00 GMT", "0"])
def test_a_time_that_is_over(after, here):
    assert one(here.answers("/a", Answer(429, {"Retry-After": after}), Answer())) == ALIVE


@pytest.mark.parametrize(("status", "state"), [(429, State.BLOCKED), (503, State.SLOW)])
def test_a_host_that_asks_for_too_long_is_asked_no_more(status, state, here, there):
    first = here.answers("/a", Answer(status, {"Retry-After": "3600"}))
    later = there.answers("/b", redirect(f"{here.url}/c"))
    finding = Finding(state, f"{status}, asks to wait")
    addresses = [first, f"{here.url}/d", later]
    assert found(*addresses) == dict.fromkeys(addresses, finding)
    assert here.requests == ["HEAD /a"]


def test_a_host_that_is_never_content_is_asked_no_more(here):
    addresses = [here.answers("/a", Answer(429)), f"{here.url}/b"]
    finding = Finding(State.BLOCKED, "429, asks to wait")
    assert found(*addresses) == dict.fromkeys(addresses, finding)
    assert here.requests == ["HEAD /a", "GET /a", "GET /a"]


def test_waiting_has_a_default(here):
    address = here.answers("/a", Answer(429), Answer())
    assert one(address, QUICK._replace(pause=0.03)) == ALIVE
    assert spaced(here)[0] > 0.25


# The network.


def test_no_network_is_said_and_nothing_is_called_dead(names):
    del names["arxiv.org"]
    with pytest.raises(NoNetwork):
        found("http://a.example/", "http://b.example/")


def test_a_network_that_goes_away(names, here):
    del names["arxiv.org"]
    address = here.answers("/a", redirect("http://gone.example/"))
    with pytest.raises(NoNetwork):
        found(address)


def test_what_is_under_way_ends_when_nobody_wants_it(here, there):
    slow = here.answers("/a", Answer(delay=30))
    running = check([f"{there.url}/b", slow], QUICK._replace(timeout=30), here_only)
    assert next(running)[0] == f"{there.url}/b"
    before = time.monotonic()
    running.close()
    for thread in threading.enumerate():
        if thread.name.startswith("ThreadPoolExecutor"):
            thread.join(5)
    assert time.monotonic() - before < 20


def test_nothing_to_ask():
    assert found() == {}


@pytest.mark.slow
def test_arxiv_is_given_the_pause_that_it_asks_for(names, here):
    names["arxiv.org"] = "127.0.0.1"
    address = f"http://arxiv.org:{here.server_port}/abs/2203.01234"
    here.answers("/abs/2203.01234", Answer(404))
    assert one(address) == Finding(State.DEAD, "404")
    assert 2.9 < spaced(here)[0] < 5
