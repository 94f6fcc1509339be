from __future__ import annotations

import pytest

from server.identity.names import mask


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张示例", "张*"),
        ("欧阳修", "欧阳*"),
        ("歐陽示例", "歐陽*"),
        ("欧阳", "欧*"),
        ("买买提·艾力", "买*"),
        ("Mary Jane Wong", "Wong*"),
        ("  Mary   Wong ", "Wong*"),
        ("Madonna", "M*"),
        ("", "*"),
    ],
)
def test_a_name_keeps_its_family_name_only(name: str, masked: str) -> None:
    assert mask(name) == masked
