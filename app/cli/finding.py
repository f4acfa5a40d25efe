"""The command that finds directions."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from dataclasses import fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.headless import Desk, check_out, follow
from app.cli.telling import tell, tell_json, warn
from engine.document.asked.learning import Keeping, Train
from engine.document.asked.offers import Parameter
from engine.document.asked.requests import Discover, NameDirections, SaveDirections
from engine.document.directions import DirectionSet
from engine.document.disk.wording import short
from engine.document.document import Document
from engine.document.regions import Region, as_mask, mask_side
from engine.document.saved.direction_file import lists

if TYPE_CHECKING:
    from engine.generator import Generator


def discover_flags(made: argparse.ArgumentParser) -> None:
    """What every method takes."""
    made.add_argument("method", metavar="METHOD", help="one of those below")
    made.add_argument("generator", metavar="GENERATOR", help="a checkpoint, or builtin:NAME")
    made.add_argument("--out", required=True, metavar="FILE")
    made.add_argument("--seed", type=int, default=0)
    made.add_argument("--json", action="store_true")
    made.add_argument("--labels", metavar="FILE.csv", help="faces judged yes or no: columns seed and label")
    made.add_argument("--region", metavar="MASK.png", help="for methods that change a region: white where it may")
    made.add_argument("--name", action="store_true", help="measure which attribute each direction moves most")
    made.add_argument("--minutes", type=float, metavar="N", help="how long methods that train may take")
    made.add_argument(
        "--resume", action="store_true", help="go on with the training that was kept beside FILE as FILE.training"
    )


def method_flags(made: argparse.ArgumentParser) -> None:
    """The fields of all methods as flags."""
    from engine.method import parameters_of
    from engine.methods import load_methods

    methods = load_methods()
    made.formatter_class = argparse.RawDescriptionHelpFormatter
    made.epilog = "\n".join(
        ("methods:", *(f"  {name:{max(map(len, methods))}}  {method.title}" for name, method in methods.items()))
    )
    known: dict[str, dict[str, Parameter]] = {}  # by the parameter's name, then by the method's
    for identifier, method in methods.items():
        for parameter in parameters_of(method):
            known.setdefault(parameter.name, {})[identifier] = parameter
    for name, alike in known.items():
        flag, dest, first = "--" + name.replace("_", "-"), f"parameter_{name}", next(iter(alike.values()))
        words = _explained(alike)
        if first.kind == "bool":
            made.add_argument(flag, dest=dest, action=argparse.BooleanOptionalAction, help=words)
        else:
            made.add_argument(flag, dest=dest, type=type(first.default), metavar=name.upper(), help=words)


def _explained(alike: Mapping[str, Parameter]) -> str:
    """What a flag says to each of the methods that have it (identifier: parameter)."""
    methods: dict[str, list[str]] = {}
    for identifier, parameter in alike.items():
        methods.setdefault(parameter.help, []).append(identifier)
    return "; ".join(f"{help} ({', '.join(those)})" for help, those in methods.items()).replace("%", "%%")


def discover(options: argparse.Namespace) -> None:
    """find a direction set with a method"""
    from engine.methods import load_methods

    given = {k: v for k, v in vars(options).items() if k.startswith("parameter_") and v is not None}
    parameters = {name.removeprefix("parameter_"): value for name, value in given.items()}
    examples = _labels(options, parameters)
    _check_names(options.method, parameters)
    _check_training(options)
    check_out(options.out, "A direction set", ".safetensors", ".npz", ".npy")
    if options.out.endswith(".npy") and (options.method != "interfacegan" or parameters.get("keep")):
        raise ValueError("A .npy file holds one direction, and this search finds several; choose .safetensors or .npz.")
    desk = Desk(options.generator)
    sha256 = desk.workspace.info.ref.sha256
    _check_values(options.method, parameters, desk.studio.generator(sha256))
    face = _painted(options, desk)
    if load_methods()[options.method].trains:
        training = Train(sha256, options.method, parameters, options.seed, examples, keeping=_keeping(options))
        directions = follow(desk.studio.start(training))
    else:
        work = Discover(sha256, options.method, parameters, options.seed, examples, document=face)
        directions = follow(desk.studio.start(work))
    if options.name:
        directions = follow(desk.studio.start(NameDirections(sha256, directions)))
    follow(desk.studio.start(SaveDirections(sha256, directions, options.out)), quiet=True)
    if options.json:
        tell_json(_told(directions, options.out))
    else:
        count = len(directions)
        tell(f"{options.out}: {count} direction{'s' if count != 1 else ''} of {directions.provenance.title}")
        for note in directions.notes:
            tell(note.text)
        for direction in directions:
            if direction.attribute is not None and direction.purity is not None:
                tell(f"{direction.attribute or 'nothing we can name'}  {100 * direction.purity:.0f} % of its change")


def _keeping(options: argparse.Namespace) -> Keeping:
    """Where the training is kept; raises ValueError where it is to go on and there is nothing to go on from."""
    path = Path(f"{options.out}.training")
    if options.resume and not path.is_file():
        raise ValueError(
            f"There is nothing to go on from: {short(path.name)} is missing. Train without --resume first."
        )
    return Keeping(str(path), options.resume, options.minutes)


def _check_training(options: argparse.Namespace) -> None:
    """Whether --minutes and --resume are asked of a method that trains, and make sense."""
    from engine.methods import load_methods

    method = load_methods()[options.method]
    if not method.trains and (options.minutes is not None or options.resume):
        raise ValueError(f"{method.title} does not train; leave --minutes and --resume out.")
    if options.minutes is not None and not 0 < options.minutes < 100_000:
        raise ValueError(f"--minutes must be above 0; {options.minutes} is not.")
    if method.trains and options.region:
        raise ValueError(f"{method.title} learns from whole pictures; leave --region out.")


def _told(directions: DirectionSet, out: str) -> dict[str, Any]:
    """What scripts are told of a set that lies in the file `out`."""
    listed = lists(directions)
    return {
        "count": len(directions),
        "out": out,
        "method": directions.provenance.method,
        "key": directions.key,
        **{name: listed[name] for name in ("names", "spectrum", "attributes", "purity")},
        "notes": [note.text for note in directions.notes],
        **{name: listed[name] for name in ("leakage", "leakage_before")},
        "cuts": directions.cuts,
        "rank": directions.rank,
        "reach": directions.reach,
    }


def _painted(options: argparse.Namespace, desk: Desk) -> Document | None:
    """The face of `--seed` with the mask of `--region`, if there is one."""
    if not options.region:
        return None
    from engine.regions.masks import read_mask

    info = desk.workspace.info
    mask, told = read_mask(Path(options.region), mask_side(info.resolution), info.aspect)
    if told:
        warn(f"eigenbrush: {told}")
    region = Region("region", desk.arrays.put(as_mask(mask)))
    return replace(desk.workspace.document, seed=options.seed, regions=(region,))


def _labels(options: argparse.Namespace, parameters: dict[str, Any]) -> tuple[tuple[int, float], ...]:
    """The judged faces of `--labels`, with the parameter that says to learn from them."""
    if not options.labels:
        return ()
    from engine.boundaries.labels import read_labels
    from engine.methods import load_methods

    method = load_methods().get(options.method)
    if method is not None and not method.learns:
        raise ValueError(f"{method.title} does not learn from labels; leave --labels out, or use interfacegan.")
    if parameters.setdefault("attribute", "examples") != "examples":
        raise ValueError("--labels says what to learn, and so does --attribute; leave one of them out.")
    labels = read_labels(Path(options.labels))
    if labels.skipped:
        warn(f"eigenbrush: {labels.skipped} rows of {short(options.labels)} said nothing and were left out.")
    return labels.examples


def _check_names(identifier: str, parameters: dict[str, Any]) -> None:
    """Whether there is such a method, and it has these parameters."""
    from engine.methods import load_methods

    methods = load_methods()
    if identifier not in methods:
        raise ValueError(f"There is no method {short(repr(identifier))}; there are {', '.join(sorted(methods))}.")
    known = {field.name for field in fields(methods[identifier])}  # type: ignore[arg-type]
    for name in parameters:
        if name not in known:
            raise ValueError(f"The method {short(identifier)} has no --{name.replace('_', '-')}.")


def _check_values(identifier: str, parameters: dict[str, Any], generator: Generator) -> None:
    """Whether the values lie in the ranges of the method's parameters, for this generator."""
    from engine.method import check_parameters
    from engine.methods import load_methods

    check_parameters(load_methods()[identifier](**parameters), generator, flags=True)
