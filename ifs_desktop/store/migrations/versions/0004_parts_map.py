"""How parts look, what else lies on a map, its legend and its history, and places in the body.

A released migration is never changed. It does not import the schema, which moves on.
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Add the map's new tables and columns; where everything stands now begins its history."""
    _add_tables()
    op.add_column("part", sa.Column("emoji", sa.Text(), nullable=True))
    op.add_column("part", sa.Column("portrait", sa.Integer(), nullable=True))
    op.add_column("placement", sa.Column("size", sa.Float(), nullable=False, server_default="1.0"))
    op.add_column("placement", sa.Column("fade", sa.Float(), nullable=False, server_default="0.0"))
    op.add_column("placement", sa.Column("pinned", sa.Text(), nullable=True))
    op.add_column("placement", sa.Column("number", sa.Integer(), nullable=True))
    op.add_column("map", sa.Column("position", sa.Float(), nullable=False, server_default="0.0"))
    op.add_column("map", sa.Column("archived", sa.Text(), nullable=True))
    for name in ("about", "size_means", "distance_means", "colour_means"):
        op.add_column("map", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("relation", sa.Column("tension", sa.Integer(), nullable=True))
    # Nobody knows when a part came onto a map: it is taken to be since it, or the map, was made.
    op.execute(
        "INSERT INTO trace (map_id, placement_id, since, x, y, size, fade, there)"
        " SELECT placement.map_id, placement.id, max(part.created, map.created),"
        " placement.x, placement.y, 1.0, 0.0, 1"
        " FROM placement JOIN part ON part.id = placement.part_id"
        " JOIN map ON map.id = placement.map_id ORDER BY placement.id"
    )
    op.execute(
        "INSERT INTO trace (map_id, placement_id, since, x, y, size, fade, there)"
        " SELECT map_id, id, put_away, x, y, 1.0, 0.0, 0"
        " FROM placement WHERE put_away IS NOT NULL ORDER BY id"
    )
    op.execute(
        "INSERT INTO trace (map_id, placement_id, since, x, y, size, fade, there)"
        " SELECT id, NULL, created, self_x, self_y, 1.0, 0.0, 1 FROM map ORDER BY id"
    )


def _add_tables() -> None:
    op.create_table(
        "area",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("map_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("width", sa.Float(), nullable=False),
        sa.Column("height", sa.Float(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=True),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["map_id"], ["map.id"], name=op.f("fk_area_map_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_area")),
        sqlite_autoincrement=True,
    )
    op.create_index("area_of_map", "area", ["map_id"], unique=False)
    op.create_table(
        "map_moment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("map_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["map_id"], ["map.id"], name=op.f("fk_map_moment_map_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_moment")),
        sqlite_autoincrement=True,
    )
    op.create_index("map_moment_of_map", "map_moment", ["map_id"], unique=False)
    op.create_table(
        "body_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("part_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("size", sa.Float(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("created", sa.Text(), nullable=False),
        sa.Column("put_away", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["part_id"], ["part.id"], name=op.f("fk_body_mark_part_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_body_mark")),
        sqlite_autoincrement=True,
    )
    op.create_index("body_mark_of_part", "body_mark", ["part_id"], unique=False)
    op.create_table(
        "trace",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("map_id", sa.Integer(), nullable=False),
        sa.Column("placement_id", sa.Integer(), nullable=True),
        sa.Column("since", sa.Text(), nullable=False),
        sa.Column("x", sa.Float(), nullable=False),
        sa.Column("y", sa.Float(), nullable=False),
        sa.Column("size", sa.Float(), nullable=False),
        sa.Column("fade", sa.Float(), nullable=False),
        sa.Column("there", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["map_id"], ["map.id"], name=op.f("fk_trace_map_id")),
        sa.ForeignKeyConstraint(
            ["placement_id"], ["placement.id"], name=op.f("fk_trace_placement_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_trace")),
        sqlite_autoincrement=True,
    )
    op.create_index("trace_of_map", "trace", ["map_id"], unique=False)
    op.create_index("trace_of_placement", "trace", ["placement_id"], unique=False)
