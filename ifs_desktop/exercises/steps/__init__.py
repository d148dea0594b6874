"""How each kind of step looks; the kinds themselves are in ``ifs_desktop.exercises.kinds``."""

from __future__ import annotations

from ifs_desktop.exercises.steps.belief import BeliefStep
from ifs_desktop.exercises.steps.breathe import BreatheStep
from ifs_desktop.exercises.steps.check_in import CheckInStep
from ifs_desktop.exercises.steps.choose import ChooseStep
from ifs_desktop.exercises.steps.closing import ClosingStep
from ifs_desktop.exercises.steps.container import ContainerStep
from ifs_desktop.exercises.steps.hand_over import HandOverStep
from ifs_desktop.exercises.steps.how_true import StrengthStep
from ifs_desktop.exercises.steps.impressions import ImpressionsStep
from ifs_desktop.exercises.steps.ledger import BeliefAnswerStep, FairStep
from ifs_desktop.exercises.steps.letter import LetterStep
from ifs_desktop.exercises.steps.moment import MomentStep
from ifs_desktop.exercises.steps.opinions import OpinionsStep
from ifs_desktop.exercises.steps.outcome import OutcomeStep
from ifs_desktop.exercises.steps.pick_parts import PickPartsStep
from ifs_desktop.exercises.steps.pick_people import PickPeopleStep
from ifs_desktop.exercises.steps.pick_words import PickWordsStep
from ifs_desktop.exercises.steps.predictions import PredictionsStep
from ifs_desktop.exercises.steps.promise import PromiseStep
from ifs_desktop.exercises.steps.protectors_in import ProtectorsInStep
from ifs_desktop.exercises.steps.reply import ReplyStep
from ifs_desktop.exercises.steps.rest_place import PlaceStep
from ifs_desktop.exercises.steps.scale import ScaleStep
from ifs_desktop.exercises.steps.shares import SharesStep
from ifs_desktop.exercises.steps.small_step import SmallStepStep
from ifs_desktop.exercises.steps.sort import SortStep
from ifs_desktop.exercises.steps.step import Place, StepWidget
from ifs_desktop.exercises.steps.timer import TimerStep
from ifs_desktop.exercises.steps.toward import TowardStep
from ifs_desktop.exercises.steps.two_sided import TwoSidedStep
from ifs_desktop.exercises.steps.veil import VeilStep
from ifs_desktop.exercises.steps.wait import WaitStep
from ifs_desktop.exercises.steps.words import WordsStep
from ifs_desktop.exercises.steps.write import WriteStep
from ifs_desktop.exercises.steps.write_each import WriteEachStep

WIDGETS: dict[str, type[StepWidget]] = {
    "scale": ScaleStep,
    "check_in": CheckInStep,
    "choose": ChooseStep,
    "write": WriteStep,
    "write_each": WriteEachStep,
    "two_sided": TwoSidedStep,
    "pick_parts": PickPartsStep,
    "pick_words": PickWordsStep,
    "breathe": BreatheStep,
    "timer": TimerStep,
    "hand_over": HandOverStep,
    "wait": WaitStep,
    "pick_people": PickPeopleStep,
    "moment": MomentStep,
    "opinions": OpinionsStep,
    "small_step": SmallStepStep,
    "predictions": PredictionsStep,
    "outcome": OutcomeStep,
    "words": WordsStep,
    "closing": ClosingStep,
    "belief": BeliefStep,
    "strength": StrengthStep,
    "shares": SharesStep,
    "fair": FairStep,
    "belief_answer": BeliefAnswerStep,
    "place": PlaceStep,
    "protectors_in": ProtectorsInStep,
    "container": ContainerStep,
    "impressions": ImpressionsStep,
    "sort": SortStep,
    "veil": VeilStep,
    "toward": TowardStep,
    "letter": LetterStep,
    "reply": ReplyStep,
    "promise": PromiseStep,
}

__all__ = ["WIDGETS", "Place", "StepWidget"]
