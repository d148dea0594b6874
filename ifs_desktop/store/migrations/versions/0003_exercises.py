"""People, letters, promises, beliefs, check-ins, a place to rest, and exercises of one's own.

A released migration is never changed. It does not import the schema, which moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Add what the exercises write, and where it is seen again."""
    op.create_table(
        "check_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("said_at", sa.Text(), nullable=False),
        sa.Column("room", sa.Integer(), nullable=True),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("before", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("helped", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_in")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_check_in_said_at"), "check_in", ["said_at"], unique=False)
    op.create_table(
        "own_exercise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("added", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_exercise")),
        sa.UniqueConstraint("slug", name=op.f("uq_own_exercise_slug")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("reach", sa.Integer(), nullable=True),
        sa.Column("how", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "belief",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("own", sa.Text(), nullable=True),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_belief_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belief")),
        sqlite_autoincrement=True,
    )
    op.create_index("belief_of_part", "belief", ["part_id"], unique=False)
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("replied", sa.Text(), nullable=True),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_letter_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sqlite_autoincrement=True,
    )
    op.create_index("letter_to", "letter", ["part_id"], unique=False)
    op.create_table(
        "moment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_moment_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_moment")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_moment_happened"), "moment", ["happened"], unique=False)
    op.create_index("moment_of_person", "moment", ["person_id", "happened"], unique=False)
    op.create_table(
        "opinion",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_at", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_opinion_part_id")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_opinion_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opinion")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_opinion_part_id"), "opinion", ["part_id"], unique=False)
    op.create_index("opinion_of_person", "opinion", ["person_id", "part_id"], unique=False)
    op.create_table(
        "present",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_in_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("said_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_in_id"], ["check_in.id"], name=op.f("fk_present_check_in_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_present_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_present")),
        sa.UniqueConstraint("check_in_id", "part_id", name=op.f("uq_present_check_in_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_present_part_id"), "present", ["part_id"], unique=False)
    op.create_table(
        "promise",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Text(), nullable=True),
        sa.Column("came", sa.Text(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False, server_default="{}"),
        sa.Column("answered", sa.Text(), nullable=True),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_promise_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_promise")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_promise_due_on"), "promise", ["due_on"], unique=False)
    op.create_index("promise_to", "promise", ["part_id"], unique=False)
    op.create_table(
        "rest_place",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("map_id", sa.Integer(), nullable=False),
        sa.Column("sight", sa.Text(), nullable=False),
        sa.Column("sound", sa.Text(), nullable=False),
        sa.Column("touch", sa.Text(), nullable=False),
        sa.Column("smell", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("container", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["map_id"], ["map.id"], name=op.f("fk_rest_place_map_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_rest_place")),
        sa.UniqueConstraint("map_id", name=op.f("uq_rest_place_map_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "small_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("planned_on", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("looked_at", sa.Text(), nullable=True),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_small_step_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_small_step")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_small_step_planned_on"), "small_step", ["planned_on"], unique=False)
    op.create_index("small_step_with", "small_step", ["person_id"], unique=False)
    op.create_table(
        "belief_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("belief_id", sa.Integer(), nullable=False),
        sa.Column("strength", sa.Integer(), nullable=True),
        sa.Column("after", sa.Integer(), nullable=True),
        sa.Column("theirs", sa.Text(), nullable=False),
        sa.Column("mine", sa.Text(), nullable=False),
        sa.Column("unknown", sa.Text(), nullable=False),
        sa.Column("fair", sa.Text(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("said_at", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["belief_id"], ["belief.id"], name=op.f("fk_belief_version_belief_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_belief_version")),
        sqlite_autoincrement=True,
    )
    op.create_index("version_of_belief", "belief_version", ["belief_id", "said_at"], unique=False)
    op.create_table(
        "material",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("rest_place_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("put_in", sa.Text(), nullable=False),
        sa.Column("taken_out", sa.Text(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["rest_place_id"], ["rest_place.id"], name=op.f("fk_material_rest_place_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_material")),
        sqlite_autoincrement=True,
    )
    op.create_index("material_of_place", "material", ["rest_place_id"], unique=False)
    op.create_table(
        "prediction",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("small_step_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("stop_signal", sa.Text(), nullable=False),
        sa.Column("permission", sa.Text(), nullable=True),
        sa.Column("fit", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("said_at", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_prediction_part_id")),
        sa.ForeignKeyConstraint(
            ["small_step_id"], ["small_step.id"], name=op.f("fk_prediction_small_step_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prediction")),
        sa.UniqueConstraint("small_step_id", "part_id", name=op.f("uq_prediction_small_step_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_prediction_part_id"), "prediction", ["part_id"], unique=False)
    op.create_table(
        "took_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("moment_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["moment_id"], ["moment.id"], name=op.f("fk_took_in_moment_id")),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_took_in_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_took_in")),
        sa.UniqueConstraint("moment_id", "part_id", name=op.f("uq_took_in_moment_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_took_in_part_id"), "took_in", ["part_id"], unique=False)
    op.add_column("answer", sa.Column("made", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("map", sa.Column("kind", sa.Text(), nullable=False, server_default="map"))
    op.add_column("part", sa.Column("veiled", sa.Text(), nullable=True))
    op.add_column("run", sa.Column("due_on", sa.Text(), nullable=True))
    op.add_column("run", sa.Column("waits_kind", sa.Text(), nullable=True))
    op.add_column("run", sa.Column("waits_id", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_run_due_on"), "run", ["due_on"], unique=False)
    # With all that a long dialogue's outline asks for: it need not read what was said.
    op.drop_index("turn_of_dialogue", "turn")
    outline = ("dialogue_id", "position", "id", "part_id", "put_away")
    size = sa.text("length(CAST(text AS BLOB))")
    op.create_index("turn_of_dialogue", "turn", [*outline, size], unique=False)
