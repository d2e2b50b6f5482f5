"""What arrives after a run is placed by what the run left, and changes none of its figures."""

import json
import stat
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pytest

from danvan.sense import intake, job
from danvan.sense.folder.state import UnreadableState, read_state, write_state
from danvan.sense.heads.store import shipped
from danvan.sense.job import Given, Order
from danvan.sense.policy import Policy
from danvan.sense.proof import verify
from danvan.sense.records import Account, Draft, FileAccount
from danvan.sense.synthesis import Options, synthesize
from danvan.sense.synthesis.arrivals import OtherDraft, arrived

HEAD = shipped()
ASKED = ("xe buýt", "đèn đường", "bác sĩ", "du lịch", "môi trường", "trường mầm non")
PLACES = ("xã Đông", "xã Tây", "thôn Hạ", "thôn Thượng", "huyện Lục Nam")
SHAPES = (
    "Đề nghị bổ sung {} cho {}.",
    "{1} cần thêm {0}, đề nghị đánh giá sâu hơn.",
    "Không đồng ý cắt {} của {}.",
    "Ở phần IV đề nghị nêu rõ {} tại {}",
)


def table(texts, name="a"):
    rows = [
        {"submission_id": f"{name}{at}", "source": f"x#{at}", "text": text, "weight": 1,
         "counted": "submissions"}
        for at, text in enumerate(texts)
    ]  # fmt: skip
    columns = {field: [row.get(field) for row in rows] for field in intake.SCHEMA.names}
    return pa.table(columns, schema=intake.SCHEMA)


TEXTS = [
    "Tôi nhất trí" if at % 4 == 0 else SHAPES[at % 4].format(ASKED[at % 6], PLACES[at % 5])
    for at in range(120)
]


def quiet(*_):
    pass


@pytest.fixture(scope="module")
def draft(four_parts):
    return four_parts


@pytest.fixture(scope="module")
def made(draft):
    return synthesize(table(TEXTS), draft, Policy(), HEAD, Options(keeps=True), quiet)


@pytest.fixture(scope="module")
def kept(made, tmp_path_factory):
    path = tmp_path_factory.mktemp("state") / "state.npz"
    write_state(made.state, path)
    return path


def test_the_state_changes_nothing_of_the_run(made, draft):
    bare = synthesize(table(TEXTS), draft, Policy(), HEAD, Options(), quiet)
    assert bare.state is None
    assert json.dumps(bare.document) == json.dumps(made.document)
    assert bare.opinions.equals(made.opinions)


def test_words_said_before_go_where_they_went(made, draft, kept):
    """Each opinion that arrives once more gets the section and the theme of the run."""
    again = arrived(read_state(kept), table(TEXTS), draft, HEAD)
    ran = made.opinions.to_pylist()
    assert len(again) == len(ran)
    for one, two in zip(again.to_pylist(), ran, strict=True):
        assert (one["submission_id"], one["start"], one["end"]) == (
            two["submission_id"], two["start"], two["end"],
        )  # fmt: skip
        assert one["theme_id"] == two["theme_id"]
        assert one["section_key"] == (two["section_key"] or two["section_how"])
        assert one["copy"]


def test_equal_words_need_no_likeness(made, draft, kept):
    """A campaign's copy goes to its theme at once, wherever the middle of the theme lies."""
    state = read_state(kept)
    nowhere = replace(state.themes, centre=np.zeros_like(state.themes.centre))
    again = arrived(replace(state, themes=nowhere), table(TEXTS), draft, HEAD)
    assert again["theme_id"].to_pylist() == made.opinions["theme_id"].to_pylist()
    assert set(again["score"].to_pylist()) == {1.0}


def test_what_names_a_section_goes_there_and_no_copy_is_claimed(draft, kept):
    told = arrived(read_state(kept), table(["Ở phần II đề nghị thêm bác sĩ cho xã Tây."]), draft,
                   HEAD).to_pylist()  # fmt: skip
    assert [(row["section_key"], row["section_how"]) for row in told] == [("II", "cited")]
    assert not told[0]["copy"]


def test_each_arrival_is_placed_by_itself(draft, kept):
    """Neither what else arrives nor the order changes where an opinion is put."""
    state, new = read_state(kept), [f"{text} Cần sớm làm." for text in TEXTS[:40]]
    together = arrived(state, table(new), draft, HEAD).to_pylist()
    alone = [
        row
        for at, text in enumerate(new)
        for row in arrived(state, table([text], f"a{at}-"), draft, HEAD).to_pylist()
    ]
    names = ("start", "end", "section_key", "stance", "theme_id", "score")
    assert [[row[n] for n in names] for row in together] == [
        [row[n] for n in names] for row in alone
    ]


def test_what_is_like_nothing_fits_nowhere(draft, kept):
    told = arrived(read_state(kept), table(["Zzyx qwv brmpf ghjk"]), draft, HEAD).to_pylist()
    assert len(told) == 1
    assert told[0]["theme_id"] is None or told[0]["theme_id"].endswith("/other")
    assert told[0]["score"] < 0.15


def test_the_file_holds_no_text_and_only_its_owner_reads_it(kept):
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    with np.load(kept, allow_pickle=False) as file:
        kinds = {name: file[name].dtype.kind for name in file.files}
        head = str(file["head"])
    assert {name for name, kind in kinds.items() if kind not in "iuf"} == {"head"}
    assert not any(words in head for words in (*ASKED, *PLACES, "nhất trí"))


def test_a_state_of_another_engine_or_draft_is_refused(kept, tmp_path, draft):
    with np.load(kept, allow_pickle=False) as file:
        held = {name: file[name] for name in file.files}
    head = json.loads(str(held["head"])) | {"engine": "0"}
    other = tmp_path / "other.npz"
    np.savez(other, **held | {"head": np.array(json.dumps(head))})
    with pytest.raises(UnreadableState, match="phiên bản khác"):
        read_state(other)
    other.write_bytes(kept.read_bytes()[:2000])
    with pytest.raises(UnreadableState, match="Không đọc được"):
        read_state(other)
    with pytest.raises(OtherDraft):
        arrived(read_state(kept), table(["x"]), Draft("", draft.sections[:2]), HEAD)


def test_a_folder_with_a_state_is_proved_like_one_without(draft, tmp_path):
    rows = table(TEXTS[:30])
    account = Account((FileAccount("x", "csv", len(rows), 0),))
    given = Given(intake.Intake(rows, (), account), draft, Policy())
    out = tmp_path / "out"
    job.made(Order((), out, semantic=0, keeps=True), given, quiet)
    assert (out / "state.npz").is_file()
    assert verify(out) == []
    job.made(Order((), out, semantic=0), given, quiet)
    assert not (out / "state.npz").exists()
