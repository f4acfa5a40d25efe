"""The actions of the program as data: what is in the menus, the toolbar and the shortcut sheet."""

from __future__ import annotations

from dataclasses import KW_ONLY, dataclass


@dataclass(frozen=True)
class Action:
    """One thing a person can do. `run` is its name in `Commands`; menus show the actions in this order."""

    run: str
    text: str
    menu: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    _: KW_ONLY
    toolbar: bool = False
    tip: str = ""
    needs_picture: bool = True
    checkable: bool = False
    break_before: bool = False


ACTIONS: tuple[Action, ...] = (
    Action("show_library", "Library…", "File", ("Ctrl+L",), "library", toolbar=True, tip="Every generator within reach",
           needs_picture=False),
    Action("open_file", "Open…", "File", ("Ctrl+O",), "open", toolbar=True,
           tip="Open a generator, a session, a saved picture, or codes and directions", needs_picture=False),
    Action("show_photo", "Your own picture…", "File", ("Ctrl+P",),
           tip="Bring in a photo: every slider and brush works on it afterwards"),
    Action("open_album", "A folder of pictures…", "File",
           tip="Every photo in it, one after the other; each becomes a face to choose"),
    Action("show_pair", "Slider from two pictures…", "File",
           tip="Before and after: what differs becomes a slider for every face"),
    Action("reopen_last", "Reopen last session", "File", needs_picture=False),
    Action("save_session", "Save session", "File", ("Ctrl+S",), tip="Everything that is open, to its file"),
    Action("save_session_as", "Save session as…", "File", tip="Everything that is open, to another file"),
    Action("save_picture", "Save picture…", "File", ("Ctrl+Shift+S",), "save", toolbar=True,
           tip="A PNG that carries its recipe: drop it back to return here", break_before=True),
    Action("save_code", "Save code…", "File", tip="The numbers that make this face: for EigenBrush, or other programs"),
    Action("paste_back", "Save into the photo…", "File",
           tip="Look at the photo with your edits, and save it in its full size; needs a face from a photo"),
    Action("export_film", "Export film…", "File", ("Ctrl+E",), "film", toolbar=True,
           tip="Sliders moving, as MP4, GIF, WebP and others"),
    Action("export_sheet", "Pictures side by side…", "File",
           tip="Many faces, sliders of several methods, or before and after, in one picture"),
    Action("use_look", "Use this look on many…", "File",
           tip="The edits of this picture or of a file on many faces, without its own: a folder of pictures or films"),
    Action("show_workers", "Connect to workers…", "File", needs_picture=False, break_before=True,
           tip="Other machines do long work, such as GANSpace of many codes, and this window stays free"),
    Action("quit", "Quit", "File", ("Ctrl+Q",), needs_picture=False, break_before=True),
    Action("undo", "Undo", "Edit", ("Ctrl+Z",), "undo", toolbar=True),
    Action("redo", "Redo", "Edit", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo", toolbar=True),
    Action("reset_all", "Reset all edits", "Edit", ("Ctrl+R",), tip="Back to the picture without edits; can be undone"),
    Action("copy_picture", "Copy picture", "Edit", ("Ctrl+C",), break_before=True),
    Action("copy_recipe", "Copy recipe", "Edit", ("Ctrl+Shift+C",), tip="All that makes this picture, as text"),
    Action("paste", "Paste", "Edit", ("Ctrl+V",), needs_picture=False,
           tip="A picture becomes a photo to look for, files are opened, a recipe as text is gone back to"),
    Action("keep_snapshot", "Keep as a snapshot", "Edit", ("K",), break_before=True,
           tip="To come back to by Alt and its number, or a click beside the history; it is saved with the session"),
    Action("listen", "Listen to controllers", "Edit", checkable=True, needs_picture=False, break_before=True,
           tip="Knobs and faders move the sliders that they are joined with, by MIDI or OSC"),
    Action("show_controllers", "Controllers…", "Edit", needs_picture=False,
           tip="What moves which slider, and where it is listened to"),
    Action("new_face", "New face", "Face", ("N",), "dice", tip="Throw the dice for a new seed"),
    Action("seed_back", "Previous face", "Face", ("Alt+Left",)),
    Action("seed_forward", "Next face", "Face", ("Alt+Right",)),
    Action("show_wall", "Wall of faces…", "Face", ("W",), "wall", tip="Pick from many faces"),
    Action("show_brought", "Faces brought in…", "Face", tip="From photos and files of codes: pick one to go on with"),
    Action("morph_to_file", "Morph to a picture…", "Face",
           tip="A slider from this face to that of a photo, a saved picture, a session or a code"),
    Action("show_browser", "Browse directions…", "Directions", ("Ctrl+B",), "directions", toolbar=True,
           tip="Every direction that was found, with its film strip"),
    Action("show_comparison", "Compare directions…", "Directions", ("Ctrl+M",),
           tip="The chosen directions side by side on the same face, and on six others"),
    Action("show_truth", "Compare all methods…", "Directions", ("Ctrl+Shift+M",),
           tip="Every method on portraits whose factors are known: what its sliders truly move, as bars by factor"),
    Action("show_judging", "Judge faces…", "Directions", ("Ctrl+J",),
           tip="Say yes or no of faces, and have the direction found that tells them apart"),
    Action("load_directions", "Open directions…", "Directions", break_before=True,
           tip="A direction set of EigenBrush, GANSpace (.npz) or InterFaceGAN (.npy)"),
    Action("save_directions", "Save directions…", "Directions", tip="The set that is shown, as a file"),
    Action("brush", "Brush", "Region", ("B",), "brush", toolbar=True,
           tip="Paint over what should change: sliders appear that change only that", checkable=True),
    Action("eraser", "Eraser", "Region", ("E",)),
    Action("lasso", "Lasso", "Region", ("L",)),
    Action("rectangle", "Rectangle", "Region", ("R",)),
    Action("ellipse", "Ellipse", "Region", ("O",)),
    Action("swap_subtract", "Add or subtract", "Region", ("X",)),
    Action("new_region", "New region", "Region", break_before=True, tip="A second region, to change or to keep"),
    Action("invert_region", "Invert", "Region", ("Ctrl+I",)),
    Action("clear_region", "Clear", "Region", ("Ctrl+D",)),
    Action("grow_region", "Grow", "Region", tip="Wider all round"),
    Action("shrink_region", "Shrink", "Region", tip="Narrower all round"),
    Action("feather_region", "Feather", "Region", tip="Soften the edge"),
    Action("save_mask", "Save mask…", "Region", tip="The region as a PNG, white where it is painted",
           break_before=True),
    Action("load_mask", "Load mask…", "Region"),
    Action("toggle_overlay", "Show what is painted", "Region", ("Q",), break_before=True),
    Action("next_heat", "Where the slider acts", "Region", ("H",), tip="Off, where it acts, what it has changed"),
    Action("keep_regions", "Keep regions when the face changes", "Region", checkable=True, needs_picture=False),
    Action("close_brush", "Put the brush away", "Region", tip="Esc on the picture; what is painted stays"),
    Action("show_timeline", "Timeline", "Film", ("Ctrl+T",), "strip", toolbar=True, checkable=True,
           tip="Make a film of your pictures: keys, curves, a sound"),
    Action("set_film_key", "Set a key of what is shown", "Film", ("T",),
           tip="The film passes this picture where the playhead stands"),
    Action("play_film", "Play", "Film", ("P",), tip="Play the film, or stop"),
    Action("fit", "Fit", "View", ("Ctrl+0",)),
    Action("actual_size", "100 %", "View", ("Ctrl+1",)),
    Action("zoom_in", "Zoom in", "View", ("Ctrl++", "Ctrl+=")),
    Action("zoom_out", "Zoom out", "View", ("Ctrl+-",)),
    Action("set_a", "Set as A", "View", ("Shift+A",), break_before=True, tip="The picture to compare others with"),
    Action("set_b", "Set as B", "View", ("Shift+B",), tip="The other picture to compare"),
    Action("flip", "Flip between A and B", "View", ("A",), tip="From one to the other and back; undo returns"),
    Action("wipe", "Compare by a line", "View", ("Y",), checkable=True, break_before=True,
           tip="A or B, the photo, or the picture without edits, on the left of a line that can be dragged"),
    Action("onion", "Compare as onion skin", "View", ("Shift+Y",), checkable=True,
           tip="A or B, the photo, or the picture without edits, shining through"),
    Action("difference", "Show what differs", "View", ("D",), checkable=True,
           tip="A map of where the picture differs from A or B, the photo, or itself without edits; Esc ends"),
    Action("toggle_smooth", "Smooth enlargement", "View", checkable=True, needs_picture=False, break_before=True),
    Action("toggle_panels", "Hide side panels", "View", ("Tab",), checkable=True, needs_picture=False),
    Action("toggle_full_screen", "Full screen", "View", ("F11",), checkable=True, needs_picture=False),
    Action("show_output", "Output window", "View", ("Shift+F11",), checkable=True, needs_picture=False,
           tip="The picture alone, for a projector: on a second screen where there is one"),
    Action("reset_layout", "Reset layout", "View", needs_picture=False),
    Action("theme_dark", "Dark", "View", needs_picture=False, checkable=True, break_before=True),
    Action("theme_light", "Light", "View", needs_picture=False, checkable=True),
    Action("theme_contrast", "High contrast", "View", needs_picture=False, checkable=True,
           tip="White on black, with outlines that are easy to see"),
    Action("theme_system", "As the system", "View", needs_picture=False, checkable=True),
    Action("show_card", "About this generator…", "Help", ("F1",)),
    Action("show_keys", "Keys…", "Help", ("?",), needs_picture=False),
    Action("show_engine", "Engine…", "Help", needs_picture=False,
           tip="What runs where: this machine, workers on others, and which versions"),
    Action("show_about", "About EigenBrush…", "Help", needs_picture=False),
)  # fmt: skip

#: What can be done with the mouse and keys on the canvas and the sliders, for the sheet of keys, by where.
GESTURES: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("On the picture", (
        ("Wheel", "zoom at the cursor"),
        ("Space or middle button + drag", "move the picture"),
        ("Double-click", "fit or 100 %"),
        ("Hold \\", "compare with the picture without edits"),
        ("Alt + 1 to 9", "back to that snapshot"),
        ("While comparing: drag, arrows", "move the line, or the opacity; Esc ends"),
    )),
    ("With the brush", (
        ("[ and ]", "smaller, larger; with Shift harder, softer"),
        ("Shift + drag", "size; squares and circles"),
        ("Ctrl + drag, Alt + drag", "subtract instead of add"),
    )),
    ("On a slider", (
        ("Drag", "move; Shift fine, Ctrl in steps of 0.5"),
        ("Arrows, PgUp, PgDn", "0.1 (Shift 0.01, Ctrl 1) and 1 sigma"),
        ("Home", "set to 0"),
        ("Backspace or double-click", "back to the picture's own value"),
        ("Enter, F2", "type a value, rename"),
        ("Right click, Menu key", "move it with a knob or fader, and more"),
    )),
    ("On the timeline", (
        ("Drag a picture", "to another time; with Ctrl or Alt a copy of it"),
        ("Double-click, Enter", "back to that picture"),
        ("Arrows", "the next picture, or the next frame on the ruler"),
        ("Shift + arrows", "move the picture or point by a frame"),
        ("Shift + drag on the ruler", "the part that is played"),
        ("Esc", "from the film to your picture"),
        ("Click a curve, Enter", "choose how it moves"),
    )),
    ("In the output window", (
        ("Double-click, F11", "the whole screen, or a window"),
        ("Esc", "from the whole screen to a window; then it closes"),
    )),
    ("In the table of all methods", (("S, Enter", "sort by this column; the sliders of this bar side by side"),)),
)  # fmt: skip


#: Keys that what has the focus acts on: no action can have them, whatever is held with them but Alt.
FIXED_ALWAYS = frozenset((
    "\\", "[", "]", "{", "}", "Space", "Esc", "Return", "Enter", "Tab", "Backtab", "Left", "Right", "Up", "Down",
    "Home", "End", "PgUp", "PgDown", "Backspace", "Del", "F2",
))  # fmt: skip
#: And alone, held with nothing: the letters of an edit and of the table of all methods.
FIXED_ALONE = frozenset(("M", "S"))
