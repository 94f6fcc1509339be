"""Small catalogues in a temporary folder, for tests of words."""

from __future__ import annotations

from pathlib import Path

_HEADER = (
    'msgid ""\nmsgstr ""\n'
    '"Language: {language}\\n"\n'
    '"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: {plural}\\n"\n'
)


def write_po(folder: Path, language: str, body: str, domain: str = "screens") -> Path:
    """Writes ``body`` as ``<folder>/<language>/<domain>.po`` and returns its path."""
    two = language == "en"
    plural = "nplurals=2; plural=(n != 1);" if two else "nplurals=1; plural=0;"
    path = folder / language / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(_HEADER.format(language=language, plural=plural) + body, encoding="utf-8")
    return path


def entry(key: str, *forms: str) -> str:
    """One entry; with more than one form, or ``key`` ending in ``#``, a plural entry."""
    if len(forms) == 1 and not key.endswith("#"):
        return f'\nmsgid "{key}"\nmsgstr "{forms[0]}"\n'
    key = key.rstrip("#")
    lines = [f'\nmsgid "{key}"', f'msgid_plural "{key}"']
    lines += [f'msgstr[{number}] "{form}"' for number, form in enumerate(forms)]
    return "\n".join(lines) + "\n"


def small_catalogues(folder: Path) -> Path:
    """Four languages with one simple, one filled and one plural entry."""
    for language, home, hello, items in (
        ("zh_Hans", "首页", "您好，{name}", "{n}项服务"),
        ("zh_Hant_HK", "首頁", "您好，{name}", "{n}項服務"),
        ("zh_Hant_TW", "首頁", "您好，{name}", "{n}項服務"),
    ):
        body = entry("screens.home", home) + entry("screens.hello", hello)
        write_po(folder, language, body + entry("screens.items#", items))
    body = entry("screens.home", "Home") + entry("screens.hello", "Hello, {name}")
    write_po(folder, "en", body + entry("screens.items", "{n} service", "{n} services"))
    return folder
