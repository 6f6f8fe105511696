"""Files of a test lie in a folder of its own. It is read before Django is ready."""

import pytest


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    from tests.initiatives.exports.making import in_folder

    return in_folder(settings, tmp_path)
