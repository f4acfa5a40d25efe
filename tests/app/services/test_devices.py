"""Where the engine computes: at the start, when a person chooses, and when it does not work there."""

from __future__ import annotations

from engine.document.asked.offers import EngineReady
from engine.document.asked.requests import Cancelled, ChooseDevice, Failed, OpenGenerator, RenderFailed
from tests.app.desk import Desk, info

CPU = EngineReady("CPU, 2 cores", ("cpu", "cuda"), "cpu")
CUDA = EngineReady("A big one", ("cpu", "cuda"), "cuda")


def works(desk: Desk) -> list[type]:
    return [type(job.work) for job in desk.jobs]


def test_without_a_choice_nothing_waits_for_the_engine(desk: Desk) -> None:
    begun: list[int] = []
    desk.controller.devices.begin(lambda: begun.append(1))
    assert begun == [1]
    desk.answer(CUDA)
    assert begun == [1] and desk.jobs == [] and desk.controller.devices.engine == CUDA


def test_the_device_of_the_settings_is_taken_before_anything_opens(desk: Desk) -> None:
    begun: list[int] = []
    desk.controller.settings.device = "cuda"
    desk.controller.devices.begin(lambda: begun.append(1))
    desk.answer(CPU)
    assert begun == [] and desk.jobs[-1].work == ChooseDevice("cuda")
    desk.done(CUDA)
    assert begun == [1] and desk.controller.devices.engine.chosen == "cuda"


def test_a_device_that_is_not_there_any_more_is_remembered_but_not_asked_for(desk: Desk) -> None:
    begun: list[int] = []
    desk.controller.settings.device = "mps"
    desk.controller.devices.begin(lambda: begun.append(1))
    desk.answer(CPU)
    assert begun == [1] and desk.jobs == [] and desk.controller.settings.device == "mps"


def test_choosing_moves_the_open_generator_with_its_document_and_history(desk: Desk) -> None:
    desk.answer(CPU)
    desk.open(info())
    desk.controller.faces.choose_seed(5)
    workspace = desk.controller.workspace
    desk.controller.devices.choose("cuda")
    assert desk.jobs[-1].work == ChooseDevice("cuda")
    desk.done(CUDA)
    assert isinstance(desk.jobs[-1].work, OpenGenerator) and desk.jobs[-1].work.what == "/there/small.pt"
    desk.answer(RenderFailed(1, 2, "This picture's generator is not open."))  # moved in between: nobody's fault
    desk.done(info())
    assert desk.said == []
    assert desk.controller.workspace is workspace and workspace.document.seed == 5
    assert len(workspace.history.steps) == 2
    assert desk.renders[-1].document.seed == 5
    assert desk.controller.settings.device == "cuda"


def test_choosing_the_one_in_use_does_nothing(desk: Desk) -> None:
    desk.answer(CPU)
    desk.controller.devices.choose("cpu")
    assert desk.jobs == [] and desk.controller.settings.device == ""


def test_a_device_that_cannot_be_had_is_said_and_the_generator_stays(desk: Desk) -> None:
    desk.answer(CPU)
    desk.open(info())
    desk.controller.devices.choose("cuda")
    desk.answer(Failed(desk.jobs[-1].job, "CUDA does not answer."))
    assert desk.said == [("CUDA does not answer.", "problem", "")]
    assert desk.controller.devices.engine == CPU and desk.controller.settings.device == "cpu"
    desk.done(info())
    assert desk.controller.workspace.info.ref.name == "small"


def test_a_generator_that_does_not_fit_there_goes_back_where_it_was(desk: Desk) -> None:
    for end in (Failed, Cancelled):
        desk.answer(CPU)
        desk.open(info())
        desk.jobs.clear()
        desk.controller.devices.choose("cuda")
        desk.done(CUDA)
        number = desk.jobs[-1].job
        desk.answer(Failed(number, "There was not enough memory.") if end is Failed else Cancelled(number))
        assert desk.jobs[-1].work == ChooseDevice("cpu")
        desk.done(CPU)
        desk.done(info())
        assert works(desk)[:4] == [ChooseDevice, OpenGenerator, ChooseDevice, OpenGenerator]
        assert desk.controller.settings.device == "cpu"
    assert [words[0] for words in desk.said] == ["There was not enough memory."]


def test_a_generator_that_opens_nowhere_is_not_moved_to_and_fro(desk: Desk) -> None:
    desk.answer(CPU)
    desk.open(info())
    desk.jobs.clear()
    desk.controller.devices.choose("cuda")
    desk.done(CUDA)
    desk.answer(Failed(desk.jobs[-1].job, "Gone."))
    desk.done(CPU)
    desk.answer(Failed(desk.jobs[-1].job, "Gone."))
    assert works(desk) == [ChooseDevice, OpenGenerator, ChooseDevice, OpenGenerator]
