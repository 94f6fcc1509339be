from __future__ import annotations

from pathlib import Path

import pytest

from locales.catalogue import Catalogue, load
from locales.compile import compile_all, main
from locales.errors import BrokenCatalogue
from locales.source import compiled_bytes
from tests.harness.catalogues import entry, small_catalogues, write_po


def test_compiling_writes_a_file_beside_each_catalogue(tmp_path: Path) -> None:
    small_catalogues(tmp_path)

    assert compile_all(tmp_path) == []
    assert len(list(tmp_path.glob("*/*.mo"))) == 4


def test_a_compiled_catalogue_that_is_up_to_date_is_used(tmp_path: Path) -> None:
    po = write_po(tmp_path, "en", entry("screens.a", "written"))
    po.with_suffix(".mo").write_bytes(compiled_bytes(po).replace(b"written", b"binary!"))

    assert Catalogue(tmp_path / "en").singular("screens.a") == "binary!"


def test_a_stale_compiled_catalogue_is_not_used(tmp_path: Path) -> None:
    write_po(tmp_path, "en", entry("screens.a", "old"))
    compile_all(tmp_path)
    write_po(tmp_path, "en", entry("screens.a", "new"))

    assert Catalogue(tmp_path / "en").singular("screens.a") == "new"


def test_a_damaged_compiled_catalogue_is_not_used(tmp_path: Path) -> None:
    po = write_po(tmp_path, "en", entry("screens.a", "new"))
    po.with_suffix(".mo").write_bytes(compiled_bytes(po)[:40])

    assert Catalogue(tmp_path / "en").singular("screens.a") == "new"


def test_a_domain_without_a_file_is_empty(tmp_path: Path) -> None:
    assert Catalogue(tmp_path / "en").singular("nowhere.a") is None


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ('msgid "screens.a"\nmsgstr[x] "b"\n', "invalid"),
        ('msgid "screens.a\nmsgstr "b"\n', "line 6: a string without its end"),
        ('msgid "a.b"\nmsgstr "c"\nmsgid "a.b"\nmsgstr "d"\n', "line 8: msgid .* comes twice"),
        ('nonsense "screens.a"\n', "misformatted keyword on 5"),
    ],
)
def test_a_broken_catalogue_is_named(tmp_path: Path, body: str, reason: str) -> None:
    po = write_po(tmp_path, "en", body)

    with pytest.raises(BrokenCatalogue, match=reason) as raised:
        load(po)

    assert raised.value.path == po


def test_a_catalogue_without_a_language_is_refused(tmp_path: Path) -> None:
    po = write_po(tmp_path, "en", "")
    po.write_text(po.read_text().replace("Language: en", "X-Nothing: en"))

    with pytest.raises(BrokenCatalogue, match="no Language"):
        load(po)


def test_a_catalogue_in_another_encoding_is_named(tmp_path: Path) -> None:
    po = write_po(tmp_path, "en", entry("screens.a", "您"))
    po.write_bytes(po.read_bytes().replace("您".encode(), "您".encode("gb18030")))

    with pytest.raises(BrokenCatalogue):
        load(po)


def test_the_compile_step_names_what_it_could_not_make(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    po = write_po(tmp_path, "en", 'msgid "screens.a\n')

    assert main(["--folder", str(tmp_path)]) == 1
    assert str(po) in capsys.readouterr().err
