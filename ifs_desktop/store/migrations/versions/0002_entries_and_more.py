"""Entries, impressions, permissions, mediation, the guide's targets, and images.

A released migration is never changed. It does not import the schema, which moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Add what dialogues, journal entries and search need."""
    op.create_table(
        "entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("happened", sa.Text(), nullable=False),
        sa.Column("written", sa.Text(), nullable=False),
        sa.Column("touched", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_entry")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_entry_happened"), "entry", ["happened"], unique=False)
    op.create_table(
        "image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_image")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "tag",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tag")),
        sa.UniqueConstraint("name", name=op.f("uq_tag_name")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_template")),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "impression",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("noticed", sa.Text(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_impression_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_impression")),
        sqlite_autoincrement=True,
    )
    op.create_index("impression_of_part", "impression", ["part_id"], unique=False)
    op.create_index(op.f("ix_impression_noticed"), "impression", ["noticed"], unique=False)
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_mention_entry_id")),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_mention_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
        sa.UniqueConstraint("entry_id", "part_id", name=op.f("uq_mention_entry_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_mention_part_id"), "mention", ["part_id"], unique=False)
    op.create_table(
        "permission",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("exile_id", sa.Integer(), nullable=False),
        sa.Column("protector_id", sa.Integer(), nullable=True),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("condition", sa.Text(), nullable=False),
        sa.Column("said_at", sa.Text(), nullable=False),
        sa.Column("where_kind", sa.Text(), nullable=False),
        sa.Column("where_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["exile_id"], ["part.id"], name=op.f("fk_permission_exile_id")),
        sa.ForeignKeyConstraint(
            ["protector_id"], ["part.id"], name=op.f("fk_permission_protector_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_permission")),
        sqlite_autoincrement=True,
    )
    op.create_index("permission_for_exile", "permission", ["exile_id", "said_at"], unique=False)
    op.create_index("permission_of_protector", "permission", ["protector_id"], unique=False)
    op.create_table(
        "reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=True),
        sa.Column("said_at", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=True),
        sa.Column("source_id", sa.Integer(), nullable=True),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_reading_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reading")),
        sqlite_autoincrement=True,
    )
    op.create_index("reading_of_part", "reading", ["part_id", "kind", "said_at"], unique=False)
    op.create_table(
        "tagged",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("tag_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entry_id"], ["entry.id"], name=op.f("fk_tagged_entry_id")),
        sa.ForeignKeyConstraint(["tag_id"], ["tag.id"], name=op.f("fk_tagged_tag_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tagged")),
        sa.UniqueConstraint("entry_id", "tag_id", name=op.f("uq_tagged_entry_id")),
        sqlite_autoincrement=True,
    )
    op.create_index(op.f("ix_tagged_tag_id"), "tagged", ["tag_id"], unique=False)
    op.create_table(
        "target",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialogue_id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("depth", sa.Integer(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("noted", sa.Text(), nullable=False),
        sa.Column("began", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dialogue_id"], ["dialogue.id"], name=op.f("fk_target_dialogue_id")
        ),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_target_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target")),
        sqlite_autoincrement=True,
    )
    op.create_index("target_of_dialogue", "target", ["dialogue_id", "depth"], unique=False)
    op.create_index("target_of_part", "target", ["part_id"], unique=False)
    op.create_table(
        "mediation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("dialogue_id", sa.Integer(), nullable=False),
        sa.Column("relation_id", sa.Integer(), nullable=False),
        sa.Column("left_id", sa.Integer(), nullable=False),
        sa.Column("right_id", sa.Integer(), nullable=False),
        sa.Column("conflict", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("began", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["dialogue_id"], ["dialogue.id"], name=op.f("fk_mediation_dialogue_id")
        ),
        sa.ForeignKeyConstraint(["left_id"], ["part.id"], name=op.f("fk_mediation_left_id")),
        sa.ForeignKeyConstraint(
            ["relation_id"], ["relation.id"], name=op.f("fk_mediation_relation_id")
        ),
        sa.ForeignKeyConstraint(["right_id"], ["part.id"], name=op.f("fk_mediation_right_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mediation")),
        sa.UniqueConstraint("dialogue_id", name=op.f("uq_mediation_dialogue_id")),
        sqlite_autoincrement=True,
    )
    op.create_index("mediation_left", "mediation", ["left_id"], unique=False)
    op.create_index("mediation_of_relation", "mediation", ["relation_id"], unique=False)
    op.create_index("mediation_right", "mediation", ["right_id"], unique=False)
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("mediation_id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("made", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Text(), nullable=True),
        sa.Column("reviewed", sa.Text(), nullable=True),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["mediation_id"], ["mediation.id"], name=op.f("fk_agreement_mediation_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_autoincrement=True,
    )
    op.create_index("agreement_of_mediation", "agreement", ["mediation_id"], unique=False)
    op.create_index(op.f("ix_agreement_review_on"), "agreement", ["review_on"], unique=False)
    op.add_column(
        "dialogue", sa.Column("kind", sa.Text(), nullable=False, server_default="dialogue")
    )
    op.add_column("dialogue", sa.Column("channel", sa.Text(), nullable=True))
    op.add_column("dialogue", sa.Column("unfinished", sa.Text(), nullable=True))
    op.add_column("dialogue", sa.Column("closed", sa.Text(), nullable=True))
    op.add_column("part", sa.Column("resting", sa.Text(), nullable=True))
    op.add_column("turn", sa.Column("written", sa.Text(), nullable=True))
    op.add_column("turn", sa.Column("stage", sa.Text(), nullable=True))
    # The index in two: phrases need to know where words stand, words as they are typed need to be
    # known by their beginnings. It is filled when all scripts have run.
    op.execute("DROP TABLE search")
    for name, options in (("search", ""), ("search_begin", "detail=none, prefix='1 2 3 4 5', ")):
        op.execute(
            f"CREATE VIRTUAL TABLE {name} USING fts5(words, content='', columnsize=0, {options}"
            "tokenize=\"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\")"
        )
        # Pieces are put together by ``Store.tidy`` in a quiet moment, not while somebody writes.
        op.execute(f"INSERT INTO {name}({name}, rank) VALUES('automerge', 0)")
        op.execute(f"INSERT INTO {name}({name}, rank) VALUES('crisismerge', 500)")
    op.create_table(
        "search_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_search_row")),
        sa.UniqueConstraint("kind", "row_id", name=op.f("uq_search_row_kind")),
    )
