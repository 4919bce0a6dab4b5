"""What editors do to the register is kept with who, when and why, and can be taken back."""

from __future__ import annotations

from datetime import date

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission, User
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from people.actions.editing import CannotTakeBackError, take_back
from people.history import Author, differences, note_changed, values_of
from people.loading import load_roster
from people.models import Alias, Constituency, Edit, EntityRedirect, Membership, Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _register(tables) -> None:
    load_roster(tables)


@pytest.fixture
def editor() -> User:
    return get_user_model().objects.create_superuser("ed")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    return client


def change_of(row: object) -> str:
    return reverse(f"admin:people_{row._meta.model_name}_change", args=[row.pk])


def history_of(row: object) -> str:
    return reverse(f"admin:people_{row._meta.model_name}_history", args=[row.pk])


def form_of(row: Membership, **changed: str) -> dict[str, str]:
    values = {
        "person": str(row.person_id),
        "role": row.role,
        "place": str(row.place_id),
        "post": row.post,
        "during_0": str(row.during.lower),
        "during_1": str(row.during.upper or ""),
        "end_reason": row.end_reason,
    }
    return {**values, **changed}


def saved(desk: Client, row: Membership, **changed: str) -> Edit:
    assert desk.post(change_of(row), form_of(row, **changed)).status_code == 302
    return Edit.objects.filter(table="membership", row=row.pk).first()


def test_a_change_is_kept_with_who_why_before_and_after(desk, editor):
    row = Membership.objects.get(key="m-3")
    edit = saved(desk, row, end_reason="resigned", why="The Echo of 4 May 2017.")
    assert (edit.by, edit.reason) == (editor, "The Echo of 4 May 2017.")
    found = {each.name: (each.before, each.after) for each in differences(edit)}
    assert found["end reason"] == ("dissolution", "resigned")


def test_dates_read_half_open_in_words(desk):
    row = Membership.objects.get(key="m-3")
    edit = saved(desk, row, during_1="2017-04-01")
    found = {each.name: each.after for each in differences(edit)}
    assert found["during"] == "from 7 May 2015 until and not including 1 April 2017"


def test_the_persons_history_lists_posts_and_names_too(desk):
    tom = Person.objects.get(key="p-2")
    saved(desk, Membership.objects.get(key="m-3"), end_reason="resigned", why="Told us so.")
    page = desk.get(history_of(tom)).content.decode()
    assert "Told us so." in page
    assert "<td>dissolution</td><td>resigned</td>" in page


def test_a_name_that_is_added_on_the_persons_page_is_kept(desk):
    tom = Person.objects.get(key="p-2")
    form = {
        "name": tom.name, "slug": tom.slug, "key": tom.key, "why": "A new name.",
        "aliases-TOTAL_FORMS": "1", "aliases-INITIAL_FORMS": "0",
        "aliases-0-text": "Tommy Marsh", "aliases-0-kind": "generated",
        "aliases-0-entity": str(tom.pk),
        "memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0",
        "offices_held-TOTAL_FORMS": "0", "offices_held-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert desk.post(change_of(tom), form).status_code == 302
    edit = Edit.objects.get(table="alias")
    assert (edit.action, edit.reason, edit.about) == ("added", "A new name.", [tom.pk])
    assert Alias.objects.get(text="Tommy Marsh").kind == "generated"


def test_saving_without_a_change_is_no_edit(desk):
    row = Membership.objects.get(key="m-3")
    form = form_of(row, party=str(row.party_id), boundary=str(row.boundary_id), key=row.key,
                   start_reason=row.start_reason, source=row.source,
                   confidence=row.confidence)  # fmt: skip
    assert desk.post(change_of(row), form).status_code == 302
    assert not Edit.objects.exists()


def test_an_edit_taken_back_is_an_edit_too(desk, editor):
    row = Membership.objects.get(key="m-3")
    before = values_of(row)
    edit = saved(desk, row, end_reason="resigned")
    back = reverse("admin:people_edit_take_back", args=[edit.pk])
    answer = desk.post(back, {"next": history_of(row)})
    assert answer["Location"] == history_of(row)
    row.refresh_from_db()
    assert values_of(row) == before
    assert Edit.objects.first().takes_back == edit
    assert "Taken back by ed" in desk.get(history_of(row)).content.decode()


def test_taking_back_twice_is_refused(editor):
    edit = changed(Membership.objects.get(key="m-3"), editor, end_reason="resigned")
    take_back(edit=edit, by=editor)
    with pytest.raises(CannotTakeBackError, match="taken back already"):
        take_back(edit=edit, by=editor)


def changed(row: Membership | Person | Alias, editor: User, **values: object) -> Edit:
    before = values_of(row)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    return note_changed(row, before, Author(editor))


def test_what_was_changed_again_is_not_overwritten(editor):
    row = Membership.objects.get(key="m-3")
    edit = changed(row, editor, end_reason="resigned")
    changed(row, editor, end_reason="died")
    with pytest.raises(CannotTakeBackError, match=r"changed again since \(end reason\)"):
        take_back(edit=edit, by=editor)
    assert Membership.objects.get(key="m-3").end_reason == "died"


def test_another_column_may_have_changed_since(editor):
    row = Membership.objects.get(key="m-3")
    edit = changed(row, editor, end_reason="resigned")
    changed(row, editor, source="The Echo")
    take_back(edit=edit, by=editor)
    row.refresh_from_db()
    assert (row.end_reason, row.source) == ("dissolution", "The Echo")


def test_an_address_taken_back_keeps_leading_there(editor):
    tom = Person.objects.get(key="p-2")
    old = tom.slug
    edit = changed(tom, editor, slug="tom-of-the-fens")
    take_back(edit=edit, by=editor)
    tom.refresh_from_db()
    assert tom.slug == old
    assert EntityRedirect.objects.get(old_slug="tom-of-the-fens").entity_id == tom.pk


def test_an_edit_whose_seat_was_given_to_another_is_explained(editor):
    row = Membership.objects.get(key="m-3")
    edit = changed(row, editor, during=DateRange(date(2015, 5, 7), date(2016, 1, 1)))
    Membership.objects.create(
        person=Person.objects.get(key="p-3"), role="mp", place=row.place, post="Fen East",
        during=DateRange(date(2016, 1, 1), None),
    )  # fmt: skip
    with pytest.raises(CannotTakeBackError, match="Somebody else holds this seat"):
        take_back(edit=edit, by=editor)


def test_a_deleted_name_comes_back(desk):
    tom = Person.objects.get(key="p-2")
    made = Alias.objects.create(entity=tom, text="Tommo")
    page = reverse("admin:people_alias_delete", args=[made.pk])
    assert desk.post(page, {"post": "yes"}).status_code == 302
    edit = Edit.objects.get(action="removed")
    desk.post(reverse("admin:people_edit_take_back", args=[edit.pk]))
    assert Alias.objects.get(pk=made.pk).text == "Tommo"


@pytest.mark.parametrize(
    ("permission", "status"), [("change_membership", 302), ("change_alias", 403)]
)
def test_only_who_may_change_such_a_row_may_take_it_back(client, editor, permission, status):
    edit = changed(Membership.objects.get(key="m-3"), editor, end_reason="resigned")
    user = get_user_model().objects.create(username="somebody", is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename=permission))
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    answer = client.post(reverse("admin:people_edit_take_back", args=[edit.pk]))
    assert answer.status_code == status


def test_taking_back_leads_nowhere_else(desk, editor):
    edit = changed(Membership.objects.get(key="m-3"), editor, end_reason="resigned")
    back = reverse("admin:people_edit_take_back", args=[edit.pk])
    answer = desk.post(back, {"next": "https://elsewhere.example/"})
    assert answer["Location"] == reverse("admin:people_edit_changelist")
    assert desk.get(back).status_code == 405


@pytest.mark.django_db
def test_an_edit_has_a_page_and_a_list(desk, editor):
    edit = changed(Membership.objects.get(key="m-3"), editor, end_reason="resigned")
    assert desk.get(reverse("admin:people_edit_changelist"), {"q": "Fen"}).status_code == 200
    page = desk.get(reverse("admin:people_edit_change", args=[edit.pk])).content.decode()
    assert "Take back" in page
    gone = desk.get(reverse("admin:people_edit_change", args=[edit.pk + 99]))
    assert gone.status_code == 302


# --- Overlaps in words --------------------------------------------------------------------------


def refused(desk: Client, **values: str) -> str:
    answer = desk.post(reverse("admin:people_membership_add"), values)
    assert answer.status_code == 200
    return " ".join(answer.context["adminform"].form.errors.get("during", []))


def of_the_seat(slug: str, **values: str) -> dict[str, str]:
    seat = Constituency.objects.get(slug=slug)
    return {"role": "mp", "place": str(seat.pk), "post": seat.name, **values}


def test_whoever_holds_the_seat_is_named_with_dates_and_what_to_do(desk):
    other = str(Person.objects.get(key="p-3").pk)
    said = refused(
        desk, **of_the_seat("fen-east", person=other, during_0="2016-06-23", during_1="2017-01-01")
    )
    assert "Somebody else holds this seat in that time." in said
    assert "is MP for Fen East from 7 May 2015 until and not including 3 May 2017." in said
    assert "give that row 23 June 2016 as its end first" in said


def test_a_second_seat_of_one_person_is_explained(desk):
    tom = str(Person.objects.get(key="p-2").pk)
    said = refused(
        desk,
        **of_the_seat("harrowmere-south", person=tom, during_0="2014-01-01", during_1="2015-05-08"),
    )
    assert "This person holds another seat in that time." in said
    assert "A person sits for one seat of the Commons at a time." in said
    assert "Let this one end on 7 May 2015, when that one begins." in said
    assert "choose that person" in said


def test_a_handover_on_the_day_is_no_overlap(desk):
    other = str(Person.objects.get(key="p-3").pk)
    answer = desk.post(
        reverse("admin:people_membership_add"),
        of_the_seat("fen-east", person=other, during_0="2017-05-03"),
    )
    assert answer.status_code == 302


def test_the_form_says_from_and_until_and_not_including(desk):
    page = desk.get(change_of(Membership.objects.get(key="m-3"))).content.decode()
    assert '<label for="id_during_0">From</label>' in page
    assert '<label for="id_during_1">until and not including</label>' in page


def test_a_person_whom_an_editor_adds_is_found_by_the_own_name(desk):
    form = {
        "name": "Ivy Fold", "slug": "ivy-fold",
        "aliases-TOTAL_FORMS": "0", "aliases-INITIAL_FORMS": "0",
        "memberships-TOTAL_FORMS": "0", "memberships-INITIAL_FORMS": "0",
        "offices_held-TOTAL_FORMS": "0", "offices_held-INITIAL_FORMS": "0",
    }  # fmt: skip
    assert desk.post(reverse("admin:people_person_add"), form).status_code == 302
    assert Alias.objects.get(text="Ivy Fold").entity.slug == "ivy-fold"
    assert set(Edit.objects.values_list("table", "action")) == {
        ("person", "added"), ("alias", "added"),
    }  # fmt: skip


def test_a_long_history_asks_a_fixed_number_of_queries(desk, editor, django_assert_max_num_queries):
    row = Membership.objects.get(key="m-3")
    people = [Person.objects.get(key=key) for key in ("p-2", "p-3")]
    for number in range(20):
        changed(row, editor, person=people[(number + 1) % 2])
    with django_assert_max_num_queries(12):
        page = desk.get(history_of(people[0])).content.decode()
    assert page.count("Take back") == 20
