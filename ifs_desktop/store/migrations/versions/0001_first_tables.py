"""The first tables, and the full-text index.

A released migration is never changed. It does not import the schema, which moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make every table of version 0.1."""
    op.create_table(
        "dialogue",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("touched", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dialogue")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_dialogue_touched"), "dialogue", ["touched"], unique=False)
    op.create_table(
        "draft",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("touched", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_draft")),
        sa.UniqueConstraint("place", name=op.f("uq_draft_place")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "map",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("self_x", sa.Float(), nullable=False),
        sa.Column("self_y", sa.Float(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=True),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_part")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exercise", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run")),
        sqlite_autoincrement=True,
    )
    op.create_index("run_of_exercise", "run", ["exercise", "started"], unique=False)
    op.create_table(
        "view_state",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_view_state")),
        sa.UniqueConstraint("key", name=op.f("uq_view_state_key")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("answered", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["run.id"], name=op.f("fk_answer_run_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer")),
        sa.UniqueConstraint("run_id", "step", name=op.f("uq_answer_run_id")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "fact",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("said_by", sa.Text(), nullable=False),
        sa.Column("said_at", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_fact_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fact")),
        sqlite_autoincrement=True,
    )
    op.create_index("fact_of_part", "fact", ["part_id", "kind"], unique=False)
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialogue_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["dialogue_id"], ["dialogue.id"], name=op.f("fk_member_dialogue_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_member_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("dialogue_id", "part_id", name=op.f("uq_member_dialogue_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_member_part_id"), "member", ["part_id"], unique=False)
    op.create_table(
        "placement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("map_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["map_id"], ["map.id"], name=op.f("fk_placement_map_id")),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_placement_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_placement")),
        sqlite_autoincrement=True,
    )
    op.create_index("placement_of_map", "placement", ["map_id"], unique=False)
    op.create_index("placement_of_part", "placement", ["part_id"], unique=False)
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("forth", sa.Text(), nullable=False),
        sa.Column("back", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["part.id"], name=op.f("fk_relation_source_id")),
        sa.ForeignKeyConstraint(["target_id"], ["part.id"], name=op.f("fk_relation_target_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
        sqlite_autoincrement=True,
    )
    op.create_index("relation_source", "relation", ["source_id"], unique=False)
    op.create_index("relation_target", "relation", ["target_id"], unique=False)
    op.create_table(
        "turn",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialogue_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("position", sa.Float(), nullable=False),
        sa.Column("said_at", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["dialogue_id"], ["dialogue.id"], name=op.f("fk_turn_dialogue_id")),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_turn_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_turn")),
        sqlite_autoincrement=True,
    )
    op.create_index("turn_of_dialogue", "turn", ["dialogue_id", "position"], unique=False)
    op.create_index("turn_of_part", "turn", ["part_id"], unique=False)
    op.create_table(
        "answer_part",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("answer_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["answer_id"], ["answer.id"], name=op.f("fk_answer_part_answer_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_answer_part_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_answer_part")),
        sa.UniqueConstraint("answer_id", "part_id", name=op.f("uq_answer_part_answer_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_answer_part_part_id"), "answer_part", ["part_id"], unique=False)
    op.create_table(
        "note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("touched", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_note")),
        sa.UniqueConstraint("place", name=op.f("uq_note_place")),
        sqlite_autoincrement=True,
    )
    op.execute(
        "CREATE VIRTUAL TABLE search USING fts5("
        "words, content='', prefix='2', "
        "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
    )
    op.execute("INSERT INTO search(search, rank) VALUES('secure-delete', 1)")
