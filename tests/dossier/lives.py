"""Lives of a case: what happened, and how many days after the step before."""

from typing import Final

LIVES: Final = {
    "a year with everything": [
        *(("swept", 0), ("dispatched", 1), ("confirmed", 1), ("awaits", 2), ("reminded", 1)),
        *(("receipt corrected", 3), ("dispatched", 0), ("reminder answered", 1), ("acute", 1)),
        *(("acute corrected", 0), ("acute cleared", 4), ("handed over", 1), ("exempt", 1)),
        *(("expected", 1), ("dispatched", 12), ("confirmed", 1), ("returned", 3), ("granted", 9)),
        *(("sent", 1), ("decision corrected to a refusal", 2), ("decision corrected", 1)),
        *(("delivered", 4), ("delivery undone", 1), ("another supplier", 1), ("complaint", 3)),
        *(("upheld", 5), ("forwarded", 1), ("board changed", 40), ("effectuated", 2)),
        *(("remanded", 30), ("remand corrected", 1), ("dispatched", 1), ("withdrawn", 4)),
        *(("reopened", 20), ("reclassified", 3), ("refused", 3), ("decision undone", 2)),
    ],
    "letters that come back": [
        *(("dispatched", 0), ("returned", 2), ("dispatched", 24), ("confirmed", 1)),
        *(("returned", 2), ("dispatched", 1), ("confirmed", 1), ("dispatched", 22)),
    ],
    "a draft overtaken": [("swept", 21), ("approved", 1), ("granted", 1), ("dispatched", 1)],
    "two areas and back": [
        *(("reclassified", 5), ("dispatched", 5), ("receipt corrected", 1), ("split", 1)),
        *(("reclassified back", 1), ("receipt corrected again", 2), ("married", 1)),
    ],
    "withdrawn while help was owed, and sent back": [
        *(("granted", 23), ("withdrawn", 11), ("exempt", 23), ("remanded", 2)),
    ],
    "a complaint written down wrongly": [
        *(("granted", 3), ("sent", 1), ("custody holder added", 1), ("complaint", 2)),
        *(("another complaint", 1), ("complaint corrected", 1)),
        *(("met by a new decision", 4), ("second look corrected", 1)),
        *(("met in part after all", 1), ("swept", 1), ("second look undone", 2), ("swept", 1)),
        *(("upheld", 1), ("second look corrected", 2), ("forwarded", 1)),
        *(("forwarding corrected", 1), ("dispatched", 1)),
    ],
    "changed in part, then annulled": [
        *(("granted", 3), ("board changed a part", 20), ("board annulled", 5), ("swept", 1)),
    ],
    "changed in part, then sent back": [
        *(("granted", 3), ("board changed a part", 20), ("remanded", 5), ("remand corrected", 2)),
    ],
    "decided anew, then what was complained of is met": [
        *(("granted", 3), ("sent", 0), ("reopened", 5), ("complaint", 1), ("granted", 1)),
        *(("sent", 0), ("met by a new decision", 1), ("swept", 1), ("sent", 1)),
    ],
    "wished later": [
        *(("granted", 3), ("wished later", 1), ("dispatched", 11), ("wished later", 2)),
    ],
    "closed by mistake": [
        *(("dispatched", 1), ("withdrawn", 12), ("ending undone", 23), ("dispatched", 1)),
        *(("withdrawn", 2), ("reopened", 1), ("granted", 2)),
    ],
    "people written down wrongly": [
        *(("custody holder added", 1), ("representative added", 1), ("wrong principal", 2)),
        *(("wrong number", 1), ("dispatched", 1), ("confirmed", 1), ("wrong number", 5)),
    ],
    "complaint met": [
        *(("granted", 3), ("complaint", 2), ("met by a new decision", 4), ("sent", 2)),
        *(("another supplier", 2), ("grant given up", 2), ("remanded", 5)),
    ],
    "sent back, and the day of receipt corrected": [
        *(("granted", 3), ("complaint", 2), ("upheld", 1), ("forwarded", 1)),
        *(("remanded", 30), ("remand corrected", 2), ("granted", 5), ("sent", 1)),
    ],
}
