"""A paper's own list is looked at in the admin before it comes in."""

from __future__ import annotations

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from people.actions.editing import take_back
from people.admin.importing import LARGEST
from people.history import differences_of
from people.loading import load_roster
from people.models import Edit, Membership, Person

pytestmark = pytest.mark.django_db
PAGE = reverse("admin:people_membership_import")
HEADER = "person,person_id,role,council,party,start_date,end_date,ward,source\n"
IVY = "Ivy Fold,,councillor,harrowmere,orchard,2022-05-05,,Mill,made up\n"


@pytest.fixture
def desk(client: Client, tables) -> Client:
    load_roster(tables)
    editor = get_user_model().objects.create_superuser("ed")
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def sent(desk: Client, content: str | bytes, name: str = "ours.csv") -> str:
    raw = content if isinstance(content, bytes) else content.encode()
    return desk.post(PAGE, {"file": SimpleUploadedFile(name, raw)}).content.decode()


def test_the_page_says_what_a_list_holds_and_is_linked_from_the_memberships(desk: Client) -> None:
    assert "council_leader" in desk.get(PAGE).content.decode()
    memberships = desk.get(reverse("admin:people_membership_changelist")).content.decode()
    assert f'href="{PAGE}"' in memberships


def test_a_list_is_shown_row_by_row_and_nothing_is_changed(desk: Client) -> None:
    page = sent(desk, HEADER + IVY)
    assert "memberships: 1 added" in page
    assert "(councillor Mill, from 5 May 2022 and still so)" in page
    assert "(Ivy Fold)" in page
    assert "Load it" in page
    assert not Person.objects.filter(name="Ivy Fold").exists()


def test_what_was_looked_at_is_loaded_and_logged(desk: Client) -> None:
    sent(desk, HEADER + IVY)
    answer = desk.post(PAGE, {"load": "", "text": HEADER + IVY, "name": "ours.csv"}, follow=True)
    assert "memberships: 1 added" in answer.content.decode()
    assert Membership.objects.get(post="Mill").person.name == "Ivy Fold"
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_repr) == ("ed", "ours.csv")


def test_a_changed_row_says_how_it_changes(desk: Client) -> None:
    desk.post(PAGE, {"load": "", "text": HEADER + IVY, "name": "ours.csv"})
    page = sent(desk, HEADER + IVY.replace("2022-05-05,,", "2022-05-05,2024-05-02,"))
    assert "memberships: 0 added, 1 changed" in page
    assert "the tables say [&#x27;2022-05-05&#x27;, &#x27;2024-05-02&#x27;]" in page


def load(desk: Client, rows: str) -> None:
    desk.post(PAGE, {"load": "", "text": HEADER + rows, "name": "ours.csv"})


def test_every_row_of_a_list_stands_in_the_history_and_can_be_taken_back(desk: Client) -> None:
    assert not Edit.objects.exists()  # the register's own tables are nobody's decisions
    load(desk, IVY)
    load(desk, IVY)
    editor = get_user_model().objects.get()
    edits = Edit.objects.order_by("pk")
    assert {(edit.by, edit.action, edit.reason) for edit in edits} == {
        (editor, Edit.Action.ADDED, "list ours.csv")
    }
    assert {edit.table for edit in edits} == {"person", "membership", "alias"}
    load(desk, IVY.replace("2022-05-05,,", "2022-05-05,2024-05-02,"))
    changed = Edit.objects.get(action=Edit.Action.CHANGED)
    [(_, [difference])] = differences_of([changed])
    assert difference.before == "from 5 May 2022 and still so"
    assert "2024" in difference.after
    take_back(edit=changed, by=editor)
    assert Membership.objects.get(post="Mill").during.upper is None
    take_back(edit=Edit.objects.get(table="membership", action=Edit.Action.ADDED), by=editor)
    assert not Membership.objects.filter(post="Mill").exists()


def test_a_list_that_is_only_looked_at_leaves_no_history(desk: Client) -> None:
    sent(desk, HEADER + IVY)
    assert not Edit.objects.exists()


def test_the_same_list_again_has_nothing_to_load(desk: Client) -> None:
    desk.post(PAGE, {"load": "", "text": HEADER + IVY, "name": "ours.csv"})
    page = sent(desk, HEADER + IVY)
    assert "Nothing to change" in page
    assert "Load it" not in page


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEADER + IVY.replace("harrowmere", "Atlantis"), "2: council: &#x27;Atlantis&#x27;"),
        (b"\xff\xfe\x00bad", "The file is not UTF-8 text"),
        ("a,b\n1,2\n", "ours.csv:1"),
        (HEADER + "x" * LARGEST, "are the most. Send it in parts."),
        ("", "The submitted file is empty."),
    ],
)  # fmt: skip
def test_a_bad_list_is_refused_in_words(desk: Client, content: str | bytes, said: str) -> None:
    page = sent(desk, content)
    assert said in page
    assert "Load it" not in page


def test_without_a_file_it_is_asked_for(desk: Client) -> None:
    assert "Choose a CSV file." in desk.post(PAGE, {"text": "", "x": "1"}).content.decode()


def test_a_name_that_is_a_path_stays_in_its_folder(desk: Client) -> None:
    name = "../../etc/ours.csv"
    asked = {"load": "", "text": HEADER + IVY, "name": name}
    assert desk.post(PAGE, asked).status_code == 302
    assert LogEntry.objects.get().object_repr == "ours.csv"
