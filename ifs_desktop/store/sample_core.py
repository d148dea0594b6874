"""The hand-written heart of the sample journal: one person, some weeks after a betrayal.

All people, parts and words are made up. Parts are named by short keys, None is Self. Days count
back from today, places on the map are scene units around Self at 0, 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field

WATCHFUL, SLAM, LITTLE, KIND, PLANNER, SCROLLER = (
    "watchful",
    "slam",
    "little",
    "kind",
    "plan",
    "scroll",
)


@dataclass(frozen=True, slots=True)
class CorePart:
    """A part: its name, role, place on the map and when it was met."""

    name: str
    role: str
    at: tuple[float, float]
    met: int  # days before today


@dataclass(frozen=True, slots=True)
class CoreFact:
    """Something known of a part; ``turn`` is (dialogue, turn), counted from 0."""

    part: str
    kind: str
    text: str
    said_by: str = "me"
    turn: tuple[int, int] | None = None
    day: int = 20


@dataclass(frozen=True, slots=True)
class CoreDialogue:
    """A conversation: its turns in order."""

    title: str
    day: int
    clock: tuple[int, int]
    members: tuple[str, ...]
    turns: tuple[tuple[str | None, str], ...]
    unfinished: str | None = None
    channel: str | None = None


@dataclass(frozen=True, slots=True)
class CoreRun:
    """A finished walk through "Then or now?". Steps that were not reached are empty."""

    day: int
    clock: tuple[int, int]
    alarm: int
    unsafe: str
    trigger: str = ""
    sides: dict[str, str] = field(default_factory=dict)
    who: tuple[str, ...] = ()
    age: dict[str, str] = field(default_factory=dict)
    today: dict[str, str] = field(default_factory=dict)
    alarm_after: int | None = None
    closing: dict[str, str] = field(default_factory=dict)


MAP = "After the betrayal"

PARTS: dict[str, CorePart] = {
    WATCHFUL: CorePart("The Watchful One", "manager", (-225, -165), 61),
    SLAM: CorePart("Slam the Door", "firefighter", (225, -165), 58),
    LITTLE: CorePart("Little One", "exile", (0, 205), 57),
    KIND: CorePart("The Kind Voice", "not_sure", (330, 105), 20),
    PLANNER: CorePart("The Planner", "manager", (-385, 20), 44),
    SCROLLER: CorePart("Night Scroller", "firefighter", (-260, 205), 40),
}

# kind, source, target, source to target in words, target to source in words
RELATIONS: tuple[tuple[str, str, str, str, str], ...] = (
    ("protects", WATCHFUL, LITTLE, "I look so that you never have to.", ""),
    ("protects", SLAM, LITTLE, "Nobody comes past me.", ""),
    (
        "polarised",
        WATCHFUL,
        SLAM,
        "It would leave before we know anything.",
        "It would have us stay at that window for ever.",
    ),
    ("allied", WATCHFUL, PLANNER, "It writes down what I see.", "It sees what I plan around."),
    ("concerned", PLANNER, SCROLLER, "I worry about it more than I let on.", ""),
    ("unknown", KIND, LITTLE, "", ""),
)

CONFLICT = 2  # the relation above that was brought to mediation

DIALOGUES: tuple[CoreDialogue, ...] = (
    CoreDialogue(
        "Asking the Watchful One to step back",
        0,
        (9, 14),
        (WATCHFUL, SLAM),
        (
            (
                None,
                "My shoulders are up by my ears again. I think that is you. I have half an hour"
                " and a cup of tea, and I would like to sit with you, if you don’t mind the"
                " company.",
            ),
            (
                WATCHFUL,
                "You can sit. I am not going anywhere. Robin said *home by six* and it was twenty"
                " past, and somebody has to notice these things.",
            ),
            (
                None,
                "You noticed before I had even looked at the clock. How long have you been up"
                " today?",
            ),
            (
                WATCHFUL,
                "Since five. I went through the week twice. Who rang, who was tired, who said what"
                " to whom. Nothing was wrong. That is when I look hardest.",
            ),
            (
                None,
                "That sounds like a long watch. When I picture you, I see someone at an upstairs"
                " window with a lamp. Is that near enough?",
            ),
            (
                WATCHFUL,
                "The lamp is right. The window is too high for me, so I stand on a chair. You may"
                " put that down.",
            ),
            (
                None,
                "I will. And as I look at you on that chair I feel mostly curious, and a bit sorry"
                " that nobody ever came to take a turn.",
            ),
            (
                SLAM,
                "Lovely. Meanwhile I would like it noted that we could pack a bag and be gone by"
                " lunch. No window, no lamp, no six o’clock.",
            ),
            (
                None,
                "I hear you, and it is noted. You want this to stop hurting. Would you stay here"
                " beside me while I hear the Watchful One out? Your turn comes after.",
            ),
            (SLAM, "Fine. By the door, though."),
            (
                None,
                "By the door is good. Watchful One, what are you afraid would happen if you came"
                " down from the chair for an hour?",
            ),
            (
                WATCHFUL,
                "It would happen again, and I would be the one who was not looking. **Last time I"
                " had put the lamp out.** I am not going through that a second time, and neither"
                " is the little one.",
            ),
            (
                None,
                "Thank you for telling me. You have been holding that alone since spring. I can"
                " see why an hour feels long.",
            ),
            (
                WATCHFUL,
                "What would you do with the hour? If I came down. I am asking, I have not said"
                " yes.",
            ),
            (
                None,
                "I would stay at the window myself. I am grown, I can reach the sill without a"
                " chair. If I saw something I would tell you first, before I did anything about"
                " it.",
            ),
            (WATCHFUL, "Ten minutes, then. Not an hour. **And I keep the lamp.**"),
            (
                None,
                "Ten minutes, and you keep the lamp. Thank you. I notice my left shoulder came"
                " down a little as you said it.",
            ),
            (SLAM, "Mine too. Don’t make a thing of it."),
        ),
    ),
    CoreDialogue(
        "What Slam the Door is guarding",
        5,
        (20, 41),
        (SLAM,),
        (
            (
                None,
                "Last night at dinner my fists closed under the table when the phone buzzed. Slam"
                " the Door, was that you?",
            ),
            (SLAM, "Who else. I had my hand on the plate already. I would have thrown it."),
            (None, "And you didn’t. What held you back?"),
            (
                SLAM,
                "Your sister’s face. Ilse looked scared, and I am not here to scare Ilse.",
            ),
            (
                None,
                "That matters to me. Before I ask you anything more I checked how I feel toward"
                " you. At first somebody in me wanted you gone. That one agreed to wait in the"
                " kitchen. Now I am interested, honestly.",
            ),
            (SLAM, "The Planner. It thinks I cost us friends."),
            (None, "It does, and it can tell me so later. What is your job, in your own words?"),
            (
                SLAM,
                "When it gets too close I make a noise so big that nobody can hear anything else."
                " **Nobody cries while a door is slamming.** That is the job.",
            ),
            (None, "Nobody cries. So there is someone you keep out of earshot."),
            (
                SLAM,
                "Leave that. There is someone small back there and you are not going in. I don’t"
                " care how kindly you ask.",
            ),
            (
                None,
                "I won’t go past you, and I won’t ask about the small one. It is enough for me to"
                " know that you stand there. You can tell me when, or never.",
            ),
            (SLAM, "Never is an option?"),
            (
                None,
                "It is. I would rather have you at the door than trick you out of the way. Is"
                " there anything you need from me this week?",
            ),
            (SLAM, "When the phone buzzes, look at me first. One second. Then I know you know."),
            (None, "One second, and the first look goes to you. I can do that."),
            (SLAM, "We will see. Good tea, by the way."),
        ),
        unfinished="Ask Slam the Door what it would like Friday evenings to be.",
        channel="body",
    ),
    CoreDialogue(
        "The Planner and the Night Scroller",
        12,
        (1, 32),
        (PLANNER, SCROLLER),
        (
            (
                None,
                "It is half past one and I have been on the phone for two hours. I want to hear"
                " from both of you, one after the other, and I am not here to pick a winner.",
            ),
            (
                PLANNER,
                "Then I go first, because I am the one who gets up at seven. There is a list for"
                " tomorrow and it has eleven lines. It only works with sleep in it.",
            ),
            (SCROLLER, "There it goes with the list."),
            (
                None,
                "The Planner first, and then you have as long as you like. Planner, what do you"
                " hope the list does for me?",
            ),
            (
                PLANNER,
                "If every hour has something in it, there is no hole to fall into. In April there"
                " was nothing but hole. I wrote *get up, shower, soup* and you did them, in that"
                " order. I am quite proud of the soup.",
            ),
            (
                None,
                "I remember the soup. You carried me through that month. What worries you when the"
                " screen is on at night?",
            ),
            (
                PLANNER,
                "That the tired comes and the list falls apart and then it is April again. I am"
                " not angry with the Scroller. I am worried about it, if you want to know.",
            ),
            (SCROLLER, "It never said that before."),
            (None, "What is that like to hear?"),
            (
                SCROLLER,
                "Odd. Warm, a bit. I thought it wanted me deleted. I only keep the pictures"
                " moving. While they move, nobody has to lie there in the dark and listen.",
            ),
            (None, "Listen to what? You can leave that open."),
            (
                SCROLLER,
                "Leaving it open. What I would like is something for the first ten minutes in bed."
                " That is the worst stretch. After that I hardly mind.",
            ),
            (
                PLANNER,
                "I could put something there. Not a task. The radio play, the slow one about the"
                " lighthouse. On a timer, so that it goes off by itself.",
            ),
            (
                SCROLLER,
                "And if the ten minutes don’t work I come back, and nobody makes a speech.",
            ),
            (
                None,
                "Nobody makes a speech. We try the lighthouse until Sunday and then I ask you both"
                " how it was. Thank you for staying up with me, each in your own way.",
            ),
        ),
    ),
    CoreDialogue(
        "A first word with the Kind Voice",
        20,
        (18, 5),
        (KIND,),
        (
            (
                None,
                "There was someone in the car today who said *that was a lot for one day*. It"
                " didn’t sound like the others. If you are still here, I would like to say hello.",
            ),
            (KIND, "Hello. I wondered whether you had heard."),
            (
                None,
                "I did. I am not sure what you are. Sometimes the calm in me has turned out to be"
                " another part that wanted me to hurry up and be fine.",
            ),
            (
                KIND,
                "I know that one. I don’t need you to be fine. You can check, I don’t mind being"
                " checked.",
            ),
            (None, "If I stay sad the whole weekend, what happens to you?"),
            (
                KIND,
                "Nothing happens to me. I bring a blanket, perhaps. **I am not in a hurry.**",
            ),
            (
                None,
                "My breath went lower when you said that. Where do you sit, if you sit anywhere?",
            ),
            (
                KIND,
                "Behind the breastbone, a little to the left. Some days I am only a warmth in the"
                " hands. When there are many people I go quiet, and there is no need to look for"
                " me then.",
            ),
            (
                None,
                "The Watchful One has been listening. It says kindness is how people get in.",
            ),
            (
                KIND,
                "It is right that this has happened. It can keep watching me for as long as it"
                " likes. I would like that better than being trusted too soon.",
            ),
            (
                None,
                "Then I will write you down as *not sure yet*, and leave the door on the latch.",
            ),
        ),
    ),
)

FACTS: tuple[CoreFact, ...] = (
    CoreFact(
        WATCHFUL,
        "job",
        "Keeps an eye on messages, voices and the clock, so that nothing comes as a surprise.",
    ),
    CoreFact(WATCHFUL, "fear", "It would happen again, and nobody would have been looking."),
    CoreFact(WATCHFUL, "body", "shoulders"),
    CoreFact(
        WATCHFUL,
        "fear",
        "That it would be the one who had put the lamp out.",
        said_by="part",
        turn=(0, 11),
    ),
    CoreFact(SLAM, "job", "Makes a noise so big that nothing else can be heard."),
    CoreFact(SLAM, "fear", "Someone small would be left alone with it."),
    CoreFact(SLAM, "body", "fists"),
    CoreFact(SLAM, "job", "“Nobody cries while a door is slamming.”", said_by="part", turn=(1, 7)),
    CoreFact(LITTLE, "body", "chest"),
    CoreFact(
        LITTLE,
        "fear",
        "Perhaps of being left behind. Nobody has asked, and nobody needs to.",
        said_by="guess",
        turn=(1, 9),
    ),
    CoreFact(KIND, "job", "Says one warm sentence and goes quiet again.", day=19),
    CoreFact(KIND, "body", "breastbone", day=19),
    CoreFact(
        KIND,
        "body",
        "Some days only a warmth in the hands.",
        said_by="part",
        turn=(3, 7),
    ),
    CoreFact(
        PLANNER, "job", "Puts something into every hour, so that there is no hole to fall into."
    ),
    CoreFact(PLANNER, "fear", "One day without a plan, and it is April again."),
    CoreFact(PLANNER, "body", "forehead"),
    CoreFact(PLANNER, "job", "“I am quite proud of the soup.”", said_by="part", turn=(2, 4)),
    CoreFact(SCROLLER, "job", "Keeps the pictures moving until sleep comes."),
    CoreFact(SCROLLER, "body", "eyes"),
    CoreFact(
        SCROLLER,
        "fear",
        "Perhaps the quiet right after the light goes out.",
        said_by="guess",
        turn=(2, 10),
    ),
)

RUNS: tuple[CoreRun, ...] = (
    CoreRun(
        19,
        (19, 20),
        alarm=8,
        unsafe="then",
        trigger="A phone lit up on the table, face down.",
        sides={
            "like": "The evenings in spring when it lay like that beside the bread.",
            "same": "The buzz against the wood. My stomach.",
            "sure": "It was Ilse’s phone. She showed me the message before I asked. Her dentist.",
            "other": "I am at my sister’s table. I can leave whenever I like.",
        },
        who=(WATCHFUL, SLAM, LITTLE),
        age={
            WATCHFUL: "It said nineteen, and then it was not so sure.",
            SLAM: "Small. It gave no number.",
        },
        today={
            WATCHFUL: "I am thirty-nine. I have my own keys, and people who answer when I ring.",
            SLAM: "I can say no out loud now, and be heard.",
        },
        alarm_after=5,
        closing={
            "thanks": "Slam the Door, for the one second of waiting.",
            "unfinished": "What the Watchful One would like to happen with phones at dinner.",
        },
    ),
    CoreRun(
        9,
        (8, 12),
        alarm=6,
        unsafe="then",
        trigger="A phone lit up on the table, face down.",
        sides={
            "like": "Spring again.",
            "same": "I could not look away from it.",
            "sure": "It was a delivery. I saw the van.",
            "other": "It was my own phone this time.",
        },
        who=(WATCHFUL,),
        age={WATCHFUL: "Older than last time. Twenty-something."},
        today={WATCHFUL: "I look with you now. You don’t have to stand on the chair alone."},
        alarm_after=6,
        closing={"thanks": "The Watchful One, for telling me how tired it is."},
    ),
    CoreRun(
        4,
        (21, 50),
        alarm=7,
        unsafe="both",
        closing={
            "thanks": "The Watchful One. It was right: the spare key is still out there.",
            "unfinished": "Ask Maud to be here when the lock is changed on Friday.",
        },
    ),
    CoreRun(
        1,
        (18, 45),
        alarm=5,
        unsafe="unsure",
        trigger="Home by six, and it was twenty past.",
        sides={
            "same": "Standing in the hall with my coat still on, counting minutes.",
            "sure": "There was a call at ten past, from the tram. I heard the tram.",
            "other": "This time I knew before I had to ask.",
        },
        who=(WATCHFUL, PLANNER),
        age={PLANNER: "It thinks I am about to fall off a ladder. No age."},
        today={
            WATCHFUL: "Nothing is decided. I don’t have to trust by Friday.",
            PLANNER: "An evening without a plan is allowed to be an evening.",
        },
        alarm_after=6,
        closing={
            "thanks": "Both, for coming at once.",
            "unfinished": "Sit down with the Watchful One and ask about its long watch.",
        },
    ),
)

TURNS = sum(len(dialogue.turns) for dialogue in DIALOGUES)

CONTACTS = (
    "Ilse, my sister: any evening, she is up late.\n"
    "Maud next door: ring twice, she has the blue kettle on.\n"
    "The practice, weekday mornings. They call back the same day."
)
DRAFT = (2, "Sunday evening. The lighthouse has been on six nights now, and I would like to ask")
