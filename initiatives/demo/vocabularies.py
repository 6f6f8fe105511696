"""The vocabularies by which the demonstration tells people apart."""

from pathlib import Path

from initiatives.measures.loading import read_stratifications
from initiatives.measures.services import load_entities, load_stratification

HERE = Path(__file__).parent / "data"
OURS = HERE.parents[1] / "measures" / "data" / "stratifications.yaml"
VOCABULARIES = (OURS, HERE / "vocabularies.yaml")


def load_vocabularies() -> None:
    """Put the product's vocabularies in force, the system's places, and those of readmissions."""
    for file in VOCABULARIES:
        for content in read_stratifications(file.read_bytes()):
            load_stratification(content=content)
    load_entities()
