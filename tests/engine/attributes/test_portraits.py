"""The measures of portraits: whom they serve, what they say, and that every method asks them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Self

import numpy as np
import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from engine.attributes import ATTRIBUTES, score
from engine.attributes.at_hand import measures_of
from engine.attributes.general import General
from engine.attributes.portraits import measures as portrait_measures
from engine.attributes.portraits.facts import HONEST, ReadFactor
from engine.attributes.portraits.measures import PortraitMeasures
from engine.attributes.portraits.reader import Data, Reader
from engine.codes.subspace import Subspace
from engine.directions.naming import name_directions
from engine.document.code import Layout, Slot
from engine.document.directions import DirectionSet
from engine.drawing.opened import describe
from engine.generator import Generator, Stage
from engine.generators import load
from engine.job import run
from engine.measure.truth.factors import factors_of
from engine.method import Context, check_parameters, parameters_of
from engine.methods.interfacegan import InterFaceGAN
from engine.methods.reds import REDs
from engine.regions.features import View, features_of, meant
from engine.training.data import Faces
from engine.training.eigengan import EigenGANTrainer, Recipe
from tests.direction_sets import a_set, each
from tests.engine.training.test_reader import planted as planted_portraits

GROUPS = {"yaw": "pose", "pitch": "pose", "smile": "expression", "open mouth": "expression", "age": "shape",
          "skin tone": "skin", "glasses": "accessories", "iris": "skin"}  # fmt: skip
NAMES = tuple(GROUPS)
PIXELS = tuple(name for name, attribute in ATTRIBUTES.items() if not attribute.needs_face)
UNIT = 20.0


class Rows(Generator):
    """8 x 8 pictures whose row i is the grey of number i of the code; it says that its data are portraits."""

    family, title = "rows", "Rows"

    def __init__(self, data: str = "portraits", spread: float = 1.0) -> None:
        self.layout, self.resolution, self.z_dim, self.spread = Layout((Slot("z", 8, 8),)), 8, 8, spread
        self.name, self.sha256, self.metadata = "rows", "rows".ljust(64, "0"), {"data": data} if data else {}
        self.stages = (Stage("picture", ("z",), self._picture),)

    def map(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        return self.spread * z

    def _picture(self, features: Any, codes: Tensor) -> Tensor:
        return (codes / UNIT)[:, None, :, None].expand(-1, 3, 8, 8)

    @classmethod
    def matches(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> bool:
        return False

    @classmethod
    def from_weights(cls, weights: Mapping[str, Tensor], metadata: Mapping[str, str]) -> Self:
        raise ValueError("Rows have no file")


class RowReader(Reader):
    """Reads each eighth's grey as a factor, iris not honestly; a picture's distance is how far the first is from 0."""

    def __init__(self) -> None:
        self.factors = tuple(
            ReadFactor(
                name, group, "low", "high", 0.0, 2.0 if name == "glasses" else 1.0, 0.3 if name == "iris" else 0.9
            )
            for name, group in GROUPS.items()
        )
        self.names = NAMES
        self.data = Data(torch.zeros(1), torch.ones(1, 1), torch.linspace(0, 3, 101))

    def seen(self, images: Tensor) -> tuple[Tensor, Tensor]:
        values = UNIT * F.adaptive_avg_pool2d(images.mean(1), (8, 1))[..., 0]
        return values, values[:, :1]


@pytest.fixture(autouse=True)
def reader(monkeypatch: pytest.MonkeyPatch) -> RowReader:
    reader = RowReader()
    monkeypatch.setattr(portrait_measures, "load_reader", lambda device: reader)
    return reader


def directions(vectors: np.ndarray) -> DirectionSet:
    names = tuple(str(i) for i in range(len(vectors)))
    return a_set(vectors.astype(np.float32), names, method="planted", title="Planted", generator="")


# ---- whom they serve ----


def test_generators_of_portraits_get_the_factors_and_all_others_the_general_measures() -> None:
    measures = measures_of(Rows())
    assert isinstance(measures, PortraitMeasures)
    assert tuple(measures.attributes) == (*NAMES[:-1], *PIXELS)  # iris is not read honestly
    for other in (None, Rows(""), Rows("cats"), load("builtin:faces-eigengan-64")):
        assert isinstance(measures_of(other), General)
    shipped = Rows("")
    shipped.source = "builtin:portraits-eigengan-128"
    assert isinstance(measures_of(shipped), PortraitMeasures)


def test_training_says_that_its_pictures_were_portraits(tmp_path: Path) -> None:
    labelled = planted_portraits(tmp_path, 4, side=32)
    for portraits in (True, False):
        if not portraits:
            labelled.with_suffix(".npz").unlink()
        out = tmp_path / f"{portraits}.safetensors"
        EigenGANTrainer(Faces(labelled), out, Recipe(batch=2), resume=False).save()
        assert load(out).of_portraits is portraits


# ---- what they say ----


def test_scores_are_the_factors_in_the_order_asked_for_beside_those_of_pixels() -> None:
    generator = Rows()
    codes = generator.sample(5)
    images = generator.synthesize(codes)
    found = measures_of(generator).score(images, ("smile", "brightness", "yaw"))
    assert torch.allclose(found[:, [0, 2]], codes[:, [2, 0]], atol=1e-5)
    assert torch.equal(found[:, 1], score(images, ["brightness"])[:, 0])
    assert measures_of(generator).score(images, ()).shape == (5, 0)
    with pytest.raises(ValueError, match=r"no attribute 'iris'; there are yaw, pitch, .*symmetry\."):
        measures_of(generator).score(images, ("iris",))
    with pytest.raises(ValueError, match="colour pictures"):
        measures_of(generator).score(images[:, :1], ("yaw",))


def test_a_person_is_his_shape_and_skin() -> None:
    generator = Rows()
    codes = generator.sample(6)
    found = measures_of(generator).identity(generator.synthesize(codes))
    assert torch.allclose(found, codes[:, [4, 5]], atol=1e-5)


def test_pictures_far_from_the_data_raise_a_doubt() -> None:
    measures, near = measures_of(Rows()), Rows().synthesize(torch.zeros(3, 8))
    far = Rows().synthesize(torch.full((3, 8), 4.0))
    assert measures.doubt(near, ("smile", "identity")) == "" == measures.doubt(far, ("brightness",))
    assert "than 99% of those, so smile, identity may be misread" in measures.doubt(far, ("smile", "identity", "hue"))


def test_the_truth_is_read_in_the_sigma_of_the_data() -> None:
    factors = factors_of(Rows())
    codes = torch.tensor([[1.5, 0, 0, 0, 0, 0, 4, 0]])
    values, distance = factors.read(Rows().synthesize(codes))
    assert factors.names == NAMES[:-1]
    assert values[0].tolist() == pytest.approx([1.5, 0, 0, 0, 0, 0, 2.0], abs=1e-5)
    assert distance.tolist() == pytest.approx([0.5], abs=0.02)


# ---- who asks them ----


def test_directions_are_named_by_factors_with_their_purity() -> None:
    planted = np.eye(8)[[2, 0, 7, 3, 6]]
    planted[3, [3, 1]] = 0.8, -0.6
    planted[1] *= -1
    named = run(name_directions(Rows(), directions(planted)))
    assert each(named, "attribute") == ("smile +", "yaw −", "", "open mouth +", "glasses +")
    assert each(named, "purity") == pytest.approx((1, 1, 0, 0.64, 1), abs=1e-3)


def test_what_a_generator_hardly_varies_is_no_great_effect() -> None:
    mixed = np.eye(8)[:1] * 0.6 + np.eye(8)[2:3] * 0.05
    named = run(name_directions(Rows(spread=0.01), directions(mixed)))
    assert each(named, "attribute") == ("yaw +",) and named[0].purity == pytest.approx(0.36 / (0.36 + 0.0025), abs=1e-3)
    still = run(name_directions(Rows(spread=0.01), directions(0.01 * np.eye(8)[:1])))
    assert each(still, "attribute") == ("",)


def test_interfacegan_offers_and_finds_the_factors() -> None:
    generator = Rows()
    offered = {parameter.name: parameter.choices for parameter in parameters_of(InterFaceGAN, generator)}
    assert offered["attribute"] == (*NAMES[:-1], *PIXELS, "examples")
    assert offered["keep"] == (*NAMES[:-1], *PIXELS, "identity")
    method = InterFaceGAN(attribute="open mouth", keep="identity, smile", samples=600)
    check_parameters(method, generator)
    with pytest.raises(ValueError, match=r"attribute must be one of yaw, .* 'roll' is not"):
        check_parameters(InterFaceGAN(attribute="roll"), generator, flags=True)
    with pytest.raises(ValueError, match="'open mouth' is not"):
        check_parameters(method)
    found = run(method.discover(generator, Context()))
    kept, alone = found.vectors
    assert each(found, "name") == ("open mouth", "open mouth (alone)")
    assert alone[3] > 0.9 and kept[3] > 0.9 and np.abs(kept[[4, 5]]).max() < 1e-2
    assert InterFaceGAN(attribute="age")._title(measures_of(generator)) == "age"  # the reader's is no weak estimate


def test_reds_keep_and_change_the_factors() -> None:
    generator = Rows()
    features = features_of(generator)
    assert {"region", "outside low", "identity", "pose", "open mouth", "brightness"} <= set(features)
    assert not {"roll", "gender", "iris"} & set(features)
    with pytest.raises(ValueError, match="no feature called 'open mouth'"):
        meant("open mouth", Context())
    view = View(generator, Subspace(generator.layout, tied=False), np.zeros(8, np.float32), {}, None)
    rows = {name: run(features[name].measure(view)).rows for name in ("open mouth", "pose", "identity")}
    assert torch.allclose(rows["open mouth"], torch.eye(8).double()[3:4], atol=1e-5)
    assert torch.allclose(rows["pose"], torch.eye(8).double()[:2], atol=1e-5)
    assert torch.allclose(rows["identity"], torch.eye(8).double()[4:6], atol=1e-5)
    whole = Context(region=np.ones((8, 8), np.float32))
    found = run(REDs(change="smile, identity", keep="skin tone").discover(generator, whole))
    assert len(found.vectors) == 2  # smile and age; the skin's tone is kept
    assert np.linalg.norm(found.vectors[:, [2, 4]], axis=1) == pytest.approx([1, 1], abs=1e-4)


def test_the_screen_is_offered_what_the_generator_has() -> None:
    from engine.methods import load_methods

    for generator, there, absent in ((Rows(), "open mouth", "roll"), (Rows(""), "roll", "open mouth")):
        offers = {offer.identifier: offer for offer in describe(generator, load_methods()).methods}
        for method, parameter in (("interfacegan", "attribute"), ("interfacegan", "keep"), ("reds", "keep")):
            choices = next(p.choices for p in offers[method].parameters if p.name == parameter)
            assert there in choices and absent not in choices


def test_only_an_r2_above_the_line_is_honest() -> None:
    factor = ReadFactor("yaw", "pose", "", "", 0.0, 1.0, HONEST)
    assert not factor.honest
    assert ReadFactor("yaw", "pose", "", "", 0.0, 1.0, HONEST + 0.01).honest
