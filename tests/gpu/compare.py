"""What the engine gives on a device, as arrays of the processor, to hold against what it gives on the processor."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import replace
from unittest.mock import patch

import numpy as np
import torch
from torch import Tensor

from engine.attributes.general import General
from engine.attributes.portraits.measures import PortraitMeasures
from engine.codes.subspace import Subspace
from engine.directions.naming import name_directions
from engine.document.arrays import ArrayStore
from engine.document.asked.requests import MakeHeat
from engine.document.conditions import Conditions
from engine.document.document import Document, Edit
from engine.drawing.opened import Opened, describe
from engine.generator import Generator
from engine.generators import families
from engine.jacobian.columns import jacobian
from engine.jacobian.linear import linear
from engine.job import run
from engine.measure.sliders import slider_effects
from engine.regions.heat import make_heat
from tests.contracts.test_generators import MAKERS
from tests.contracts.test_methods import a_context, quick
from tests.gpu.pretended import DEVICE, Pretended

Arrays = dict[str, np.ndarray]
#: Each family; two know classes. The others of the contract tests are the same code in another size, or are
#: made of tensors of the processor.
OTHERS = ("linear", "mapped", "stylegan3-r", "biggan-deep", "conditional stylegan2")
GENERATORS = [name for name in MAKERS if name not in OTHERS and not name.startswith("builtin:")]
CLOSE = 1e-3  # of the range


@contextmanager
def computing_on(device: torch.device) -> Iterator[None]:
    """Inside, the device is there, and computes in full float32: CUDA may otherwise cut numbers down to TF32."""
    backends = (torch.backends.cuda.matmul, torch.backends.cudnn)
    before = [backend.allow_tf32 for backend in backends]
    for backend in backends:
        backend.allow_tf32 = False
    try:
        with Pretended() if device == DEVICE else nullcontext():
            yield
    finally:
        for backend, allowed in zip(backends, before, strict=True):
            backend.allow_tf32 = allowed


def hold(found: Arrays, expected: Arrays) -> None:
    """Every array is within `CLOSE` of the expected one's range; pixels, which are rounded, within one of 255."""
    assert found.keys() == expected.keys()
    for name, array in found.items():
        wanted = expected[name].astype(float)
        assert array.shape == wanted.shape, name
        most = 1 if array.dtype == np.uint8 else CLOSE * max(np.ptp(wanted), 1e-6)
        assert np.abs(array - wanted).max(initial=0) <= most, name


@contextmanager
def weights_on(device: torch.device) -> Iterator[None]:
    """Inside, what builds a generator from weights gets them on this device, as `engine.generators.load` gives them."""
    with ExitStack() as stack:
        for family in families().values():
            stack.enter_context(patch.object(family, "from_weights", _building(family, device)))
        yield


def _building(family: type[Generator], device: torch.device) -> classmethod:  # type: ignore[type-arg]
    build: Callable[..., Generator] = family.from_weights.__func__  # type: ignore[attr-defined]
    return classmethod(
        lambda cls, weights, metadata: build(cls, {name: w.to(device) for name, w in weights.items()}, metadata)
    )


def made(name: str, device: torch.device) -> Generator:
    """A generator of the contract tests on a device."""
    with weights_on(device):
        return MAKERS[name]()


def pictures(name: str, device: torch.device) -> Arrays:
    """Codes and pictures, under every treatment of noise; gradients with respect to the code; what SeFa reads."""
    generator = made(name, device)
    codes = MAKERS[name]().sample(2, seed=3)
    labels = (None, generator.classes - 1) if generator.classes else (None,)
    found = {f"codes {label}": generator.sample(2, 3, label).cpu() for label in labels}
    found |= {f"mean {label}": generator.mean_code(label).cpu() for label in labels}
    for noise in generator.noises or ("constant",):
        prepared = generator.prepared(Conditions(noise, 1))
        with torch.no_grad():
            found[noise] = prepared.synthesize(codes.to(device)).cpu()
    leaf = codes.to(device).requires_grad_()
    generator.synthesize(leaf).square().mean().backward()
    assert leaf.grad is not None
    found["slope"] = leaf.grad.cpu()
    found |= {f"matrix {i}": matrix.weight.cpu() for i, matrix in enumerate(generator.style_matrices)}
    found |= {f"map {subspace.slot}": torch.from_numpy(subspace.maps) for subspace in generator.subspaces}
    return {key: value.detach().numpy() for key, value in found.items()}


def previews(name: str, device: torch.device) -> float:
    """How far fast precision is from full, as the mean over a picture of the processor's code."""
    generator, codes = made(name, device), MAKERS[name]().sample(2, seed=6).to(device)
    with torch.no_grad():
        fast, full = (generator.prepared(Conditions(), how).synthesize(codes) for how in ("fast", "full"))
    return ((fast - full).abs().mean() / full.abs().mean().clamp(min=1)).item()


def directions(name: str, method: str, device: torch.device) -> Arrays | None:
    """What a method finds; None where it says in a sentence that it finds nothing on this one."""
    try:
        found = run(quick(method).discover(made(name, device), a_context(1)))
    except ValueError as error:
        assert str(error).endswith(".")
        return None
    # Directions of equal strength may come in any order or turned into each other; their span is what was found.
    return {"span": found.vectors.T @ found.vectors, "sigma": np.sort(found.sigma)}


def names(name: str, device: torch.device) -> Arrays:
    """How purely directions move one attribute, as it is measured for their names."""
    generator = made(name, device)
    found = run(quick("ganspace").discover(MAKERS[name](), a_context(1)))
    few = replace(found, directions=found.directions[:2])
    return {"purity": np.array([direction.purity for direction in run(name_directions(generator, few, faces=4))])}


def document_of(name: str, device: torch.device) -> tuple[Opened, Document]:
    """A generator that is open, and a document with a plain edit and one that keeps to the left half."""
    generator, arrays = made(name, device), ArrayStore()
    opened = Opened(generator, describe(generator, {}), arrays, device)
    random = np.random.default_rng(2)
    spread = MAKERS[name]().sample(64, seed=0).std(0).numpy() + 0.02
    edits = []
    mask = np.zeros((256, 256), np.uint8)
    mask[:, :100], mask[:, 100:140] = 255, 90
    for kept_to in ("", arrays.put(mask)):
        vector = (spread * random.normal(size=len(spread))).astype(np.float32)
        sigma = float(np.linalg.norm(vector))
        edits.append(Edit(f"x#{len(edits) + 1}", "", 1.0, vector=arrays.put(vector / sigma), sigma=sigma, mask=kept_to))
    return opened, Document(opened.info.ref, 3, edits=tuple(edits))


def frames(name: str, device: torch.device) -> Arrays:
    """The frame of a document with a masked edit, drawn afresh and resumed, its preview, and where an edit acts."""
    opened, document = document_of(name, device)
    found = {}
    for label, some in (("both", document), ("one", replace(document, edits=document.edits[:1])), ("again", document)):
        pixels = opened.pixels(some)
        assert pixels is not None
        found[label] = pixels
    found["preview"] = opened.preview(document)[0]
    heat = run(make_heat(opened, MakeHeat(document, document.edits[0]), opened.arrays))
    return found | {"heat": heat.first_order, "moved": heat.realised}


def slopes(name: str, device: torch.device) -> Arrays:
    """The Jacobian of the picture, and pictures pushed back to the code."""
    generator = made(name, device)
    subspace = Subspace(generator.layout, tied=generator.tied)
    code = MAKERS[name]().sample(1, seed=3)[0].numpy()
    view = linear(generator, subspace, code, 8)
    return {
        "columns": run(jacobian(generator, subspace, code, 8)).numbers.cpu().numpy(),
        "back": view.back(torch.linspace(-1, 1, 2 * view.size).view(view.size, 2)),
    }


def sliders(name: str, device: torch.device) -> Arrays:
    """How much each of a generator's own sliders moves the picture."""
    return {"effects": np.array([effect for _, effect in run(slider_effects(made(name, device)))])}


def scores(images: Tensor, device: torch.device) -> Arrays:
    """Every measure there is of pictures (N, 3, H, W), and whose they are."""
    found = {}
    for measures in (General(), PortraitMeasures()):
        kind, there = type(measures).__name__, images.to(device)
        names = tuple(measures.attributes)
        with torch.no_grad():
            readings = measures.score(there, names)
            found |= {f"{kind} {name}": readings[:, i].cpu().numpy() for i, name in enumerate(names)}
            found[f"{kind} identity"] = measures.identity(there).cpu().numpy()
        found[f"{kind} doubted"] = np.array([bool(measures.doubt(there, names))])
    return found
