"""Words for made-up parts and conversations beyond the hand-written heart of the sample journal.

Sentences are patterns over small lists of words; nothing in them suggests a memory or a cause.
"""

from __future__ import annotations

ADJECTIVES = (
    "Careful",
    "Quiet",
    "Early",
    "Patient",
    "Restless",
    "Polite",
    "Stern",
    "Soft-Spoken",
    "Tired",
    "Proud",
    "Bright",
    "Stubborn",
    "Hidden",
    "Wide-Awake",
    "Sudden",
    "Tidy",
    "Faithful",
    "Wary",
    "Hungry",
    "Gentle",
    "Clever",
    "Heavy",
    "Silver",
    "Barefoot",
    "Winter",
    "Borrowed",
    "Second",
    "Last",
    "Laughing",
    "Folded",
)
NOUNS = (
    "Gardener",
    "Gatekeeper",
    "Clerk",
    "Runner",
    "Lighthouse",
    "Umbrella",
    "Juggler",
    "Night Nurse",
    "Translator",
    "Fox",
    "Hedgehog",
    "Librarian",
    "Firewall",
    "Understudy",
    "Postman",
    "Peacemaker",
    "Detective",
    "Cook",
    "Captain",
    "Sleepwalker",
    "Judge",
    "Joker",
    "Accountant",
    "Storm",
    "Blanket",
    "Referee",
    "Messenger",
    "Porcelain Cup",
    "Door Handle",
    "Watchmaker",
)
PLACES = (
    "on the Stairs",
    "in the Coat",
    "by the Window",
    "under the Table",
    "at the Station",
    "behind the Curtain",
    "in the Front Row",
    "of the Long Corridor",
    "with the Lantern",
    "from Upstairs",
    "at Half Past Three",
    "in the Garden",
)

# Names in other scripts: two lists that fit together, and how.
NAMES_ELSEWHERE: tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...] = (
    (("安静的", "小心的", "疲倦的", "勇敢的"), "", ("守夜人", "园丁", "信使", "小狐狸")),
    (("静かな", "小さな", "眠らない", "やさしい"), "", ("見張り", "鈴", "猫", "灯台")),
    (("Тихая", "Упрямая", "Осторожная"), " ", ("Вода", "Птица", "Хозяйка")),
    (("الحارس", "البستاني", "الرسول"), " ", ("الهادئ", "الصبور", "الحذر")),
    (("שומר", "גנן"), " ", ("שקט", "סבלני", "זהיר")),
    (("ผู้เฝ้าประตู", "คนสวน", "แมว"), "", ("ใจเย็น", "ขี้กังวล", "ผู้เงียบงัน")),
    (("शांत", "सजग", "थका हुआ"), " ", ("माली", "पहरेदार", "दूत")),
    (("조용한", "조심스러운", "지친"), " ", ("파수꾼", "정원사", "아이")),
    (("Ἥσυχος", "Προσεκτικός"), " ", ("Φύλακας", "Κηπουρός")),
    (("Żółta", "Śpiąca", "Łagodna"), " ", ("Ćma", "Łódź", "Źrebica")),
)

TEXTS_ELSEWHERE = (
    "我在门口守着，你不用着急。今天先喝一杯茶，再慢慢说。",
    "他没有回信的时候，我就会把每一句话再读一遍。我想保护你。",
    "窓のそばで見張っています。あなたが眠るまで、ここにいます。",
    "今日は少しだけ休んでもいいですか。急がなくていいと聞いて安心しました。",
    "Я стою у двери и слушаю шаги. Мне спокойнее, когда ты говоришь со мной заранее.",
    "Мне не нужно, чтобы ты соглашался. Мне нужно, чтобы ты меня услышал.",
    "أنا أراقب الباب كل ليلة، ولا أحتاج إلا أن تنظر إليّ قبل أن تجيب.",
    "אני עומד ליד החלון עם מנורה קטנה, ואני רוצה שתדע שאני כאן.",
    "ฉันเฝ้าประตูอยู่ตรงนี้ ขอแค่ให้คุณหันมามองฉันก่อนสักครู่",
    "मैं दरवाज़े पर खड़ा हूँ और सुन रहा हूँ। थोड़ी देर मेरे साथ बैठो।",
    "나는 문 앞에서 지키고 있어요. 천천히 말해도 괜찮아요.",
    "Στέκομαι δίπλα στο παράθυρο και περιμένω. Δεν βιάζομαι πια.",
    "Siedzę przy drzwiach i słucham. Dziś wystarczy mi, że wiesz, gdzie jestem. 🌿",
)

SLOTS: dict[str, tuple[str, ...]] = {
    "body": (
        "my shoulders",
        "my jaw",
        "my hands",
        "the middle of my chest",
        "my stomach",
        "the back of my neck",
        "my forehead",
        "the soles of my feet",
        "my throat",
        "the skin of my arms",
        "the space behind my eyes",
        "my left knee",
    ),
    "when": (
        "this morning",
        "on the tram",
        "after the phone call",
        "while the kettle was on",
        "in the queue at the baker’s",
        "between two meetings",
        "on the way up the stairs",
        "before anyone else was awake",
        "during supper with Ilse",
        "when the message came",
        "as the train stood still outside the town",
        "while I was watering the beans",
        "late on Sunday",
        "at the very end of the day",
    ),
    "later": (
        "tomorrow before work",
        "on Sunday",
        "when the house is quiet",
        "after the walk",
        "once there is tea",
        "in a week, or sooner if you call",
    ),
    "thing": (
        "a short answer",
        "a locked drawer",
        "the sound of keys",
        "an empty chair",
        "a change of plan",
        "a quiet phone",
        "a promise with no date",
        "a smile that came too fast",
        "the second cup on the table",
        "an unopened letter",
        "a door left ajar",
        "the word soon",
        "a long pause",
        "a friendly question",
    ),
    "who": (
        "Ilse",
        "Maud from next door",
        "Robin",
        "the man at the counter",
        "my brother",
        "the new colleague",
        "an old friend",
        "somebody I hardly know",
        "the choir",
        "my neighbour’s boy",
    ),
    "feel": (
        "curious",
        "wary",
        "warm",
        "tired",
        "a little sad",
        "steady",
        "impatient",
        "touched",
        "uneasy",
        "calmer than before",
        "close to tears",
        "oddly proud",
        "confused",
        "friendly",
    ),
    "do": (
        "keep watch",
        "make a list",
        "change the subject",
        "leave the room",
        "tell a joke",
        "check the lock again",
        "say yes before anyone asks",
        "count the minutes",
        "go very quiet",
        "tidy the whole kitchen",
        "read every line twice",
        "look for the way out",
        "turn the music up",
        "smile and nod",
    ),
    "want": (
        "a slower evening",
        "one honest sentence",
        "a question first",
        "somebody to take a turn",
        "ten minutes without a task",
        "a word about what happens next",
        "a hand on the shoulder",
        "one plain thank you",
        "the window open a crack",
        "a seat by the door",
        "a day with nothing in it",
        "more time before we decide",
    ),
    "image": (
        "a small lamp in a large hall",
        "someone on a ladder",
        "a dog asleep with one eye open",
        "a coat that is two sizes too big",
        "a bridge in fog",
        "a clerk with far too many forms",
        "a kettle about to sing",
        "grey water with light on it",
        "a ticket collector on an empty train",
        "a drawer that never quite closes",
    ),
}

SELF_SAYS = (
    "I noticed you in {body} {when}.",
    "Thank you for coming.",
    "I would like to hear about {thing}, if you want to tell me.",
    "I can see how much work it is to {do}, day after day, with nobody to relieve you.",
    "When I look toward you now I feel {feel}, and I have the time to listen.",
    "Is there something you would like me to know?",
    "What are you afraid would happen if you did not {do}?",
    "I will not ask you to stop.",
    "You said you would like {want}, and I wrote it down so that I remember it on a full day.",
    "There is another one here that feels {feel}, and I have asked it to wait beside me until we"
    " are done.",
    "How old do you think I am?",
    "Something in {body} let go a little as you said that.",
    "I do not understand all of it yet, and I would rather go slowly with you than guess at what"
    " {who} meant and get it wrong.",
    "We can leave that closed.",
    "I am here, I am grown, and I can look at {thing} with you instead of leaving you alone with"
    " it.",
    "What would you rather do, if you did not have to {do} every time {who} is in the room?",
    "I see {image} when I turn to you; is that close to how it is?",
    "Let us stop here for today and come back {later}, if that suits you, and until then I will"
    " remember that you asked for {want}.",
    "That makes sense to me.",
    "Before we go on I want to check with everyone: is anybody against my talking with you about"
    " {thing} here and now?",
)
PROTECTOR_SAYS = (
    "I {do} because somebody has to.",
    "It began {when}, with {thing}.",
    "You were looking at {who}, and I was looking at {thing}.",
    "I am not against you.",
    "What I would like is {want}, and I have never said so out loud because nobody was asking and"
    " there was always something more urgent.",
    "If I did not {do}, then {thing} would be all there is, and you would feel it in {body} for"
    " the rest of the week.",
    "That is not a question I like.",
    "When {who} speaks in that voice I feel {feel}, and then I {do} before I have even decided to.",
    "You can write this down: I am {feel}, and I have been so for longer than you think.",
    "Leave it.",
    "I was in {body} {when}, and I go when the others get too loud.",
    "The other one wants you to {do}; I want {want}; and you stand between us with a cup of cold"
    " tea and try to be fair to both.",
    "I did see that you waited for me {when}, and that counts for something.",
    "Ask me again after {thing}.",
    "You would not believe how quiet it is in here while I {do}.",
    "Perhaps I could {do} a little less if you were the one who answered {who}, in your own"
    " words, and not in mine.",
    "Is it really you this time, or is it {image} again, with your voice?",
    "I liked it when you put a hand on {body} and said nothing at all for a while, because then I"
    " could hear that there was somebody in the house.",
    "Tell {who} whatever you like.",
    "I have a picture of {image}, and under it there is only one word, and I am keeping that word"
    " to myself until I know what you would do with it.",
    "Today I am mostly {feel}.",
    "You may come back.",
)
LONG_TAILS = (
    " And then there is {thing}, which I put beside {image} and look at from all sides, {when} and"
    " again at night, because as long as I {do} there is at least one of us who is not taken by"
    " surprise, and let {who} think of that as they like, it is still the best I know, and I"
    " have asked around.",
    " So far I have counted {thing}, {image}, the way {who} stood there {when}, and the feeling in"
    " {body}, and none of these alone would be worth a word, yet all of them together left me"
    " {feel}, and I would like you to hear that before anybody explains to me that I am seeing"
    " more than there is.",
)
OPENINGS = ("", "", "", "", "Yes. ", "No. ", "Hm. ", "**Listen.** ", "Slowly. ")

TITLES = (
    "What sits in {body}",
    "About {thing}",
    "A talk {when}",
    "What {who} said",
    "Asking for {want}",
    "{image}, and who sits there",
    "Two minutes {when}",
    "Why I {do}",
)
JOBS = (
    "It likes to {do} before anything can happen.",
    "It will {do} as soon as there is {thing}.",
    "It keeps me {feel} so that nothing else gets through.",
)
FEARS = (
    "That there would be {thing}, and nobody awake.",
    "That {who} would see how it is in here.",
    "That it would never get {want}.",
)
BODIES = ("shoulders", "jaw", "hands", "chest", "stomach", "neck", "forehead", "throat", "knees")
AGES = (
    "It gave no number.",
    "About twelve.",
    "Nineteen, it said.",
    "It thinks I am as old as it is.",
    "Old. It was sure of that.",
)
TRIGGERS = (
    "There was {thing} {when}.",
    "{who} left without a word {when}.",
    "A message with {thing} in it.",
    "I saw {who} {when}, from far away.",
)
SIDES = {
    "like": ("It has something of {thing}.", "Nothing I could name.", "A little of {image}."),
    "same": ("{body} felt it first.", "I wanted to {do}.", "I was {feel} at once."),
    "sure": ("I know where {who} was {when}.", "It was {thing}, and no more than that."),
    "other": ("I can ask for {want} today.", "There was {thing}, and I was not alone."),
}
TODAYS = (
    "I can ask for {want} today.",
    "I have {who} to call, and I do.",
    "I am grown, and I look at {thing} with you.",
)
THANKS = "The one that told me about {thing}, for waiting."
EVERYONE = "Everyone, so far"

TAGS = ("morning", "evening", "home", "work", "friends", "walks", "dreams", "body", "letters")
