"""Three-way merge of portfolio documents. Pure: JSON in, JSON out.

What it does, field by field, is told by the kind of the field:

| what | rule |
|---|---|
| record or field changed on one side | that side's |
| record deleted on one side, untouched on the other | deleted |
| record deleted on one side, edited on the other | the edit stays, with a note under `_deleted` |
| put into the trash on one side, edited on the other | stays out of the trash, with a conflict on `deleted` |
| `created`, `deleted` changed on both sides, and `modified` | the first, and the last: never a conflict |
| sets (`tags`, `people`, `goals`, `evidence`, `days`, `with`; other sorted lists of texts) | kept by both or added |
| lines (`body`, `why`, `note`, `notes`, `text`, `outcome`, `how`, `criteria`, `questions`; other lists of texts) | \
both changes where they do not touch, otherwise a conflict |
| lists of objects | a set; `attachments` by sha256, `links` by url, `guidelines` by guideline, `agreed` by by, entry by \
entry, or as a whole where one of them has no such key or two have the same |
| objects (`learner`) | field by field |
| `format` and `min_writer` of the portfolio | the greater |
| everything else | a conflict |

A conflict loses nothing. One version stands in the field, where every program finds it: present before absent, then
the later `modified` of the record, then the greater bytes, so that all clones choose the same one. The others wait in
the record's `_conflicts` until the learner chooses:

    "title": "Rain gauge, second try",
    "_conflicts": {
      "title": {
        "others": [
          {"value": "Rain gauge v2", "clone": "5f1c…", "revision": 41, "on": "2026-03-01T14:05:00Z"}
        ],
        "standing": {"clone": "b07a…", "revision": 12, "on": "2026-03-02T09:30:00Z", "digest": "9f86d081884c7d65"},
        "settled": {
          "45ed2d2fb448041f": {"chose": "ac8d8342bbb2362d", "over": ["4ba3373582616eb4", "bff8336e2ec6382d"]}
        }
      }
    }

- The key is the path of the field: `title`, `learner.name`, `guidelines[leap-2020:F1.a].level` (an entry of a list by
  its key), or `_deleted`, for a record that was edited here and deleted there.
- `others` are the versions that do not stand in the field, each with the clone and its revision it came from, and
  `on`, when that side last modified the record. In place of `value` stand `absent: true` where the field was not
  there, or `json`, the value as a text of JSON, where it is nested too deep to stand here. `also` names further
  clones that brought the same value.
- `standing` is the same of the value in the field, with a digest of it. It is missing where a program that knows
  nothing of conflicts wrote the field since.
- `chosen`, in an alternative or in `standing`, names the choices (of `settled`) that a value is there by; `written: true`
  beside it says that somebody who knew nothing of them wrote the same. A clone that has heard of all of these choices, and
  does not have the value any more, has written over it; one that has not heard of them does not take it away. After a
  choice, `standing` is this and the digest alone. It is missing in files of older programs: there the choices of
  `settled` decide by themselves.
- `settled` is what was chosen before: `chose` the digest of the value, `over` the digests of the versions that were
  open. It stays, some hundred bytes for each choice, so that a clone that has not heard of the choice does not bring
  back what was chosen against. There is no conflict where there is nothing in `others`.
- A digest is the first 16 hexadecimal digits of SHA-256, of the value's compact canonical JSON (nothing where the field
  is absent); in `over` with the clone's id (left out for values of 24 bytes of JSON and more) and a newline before it.

Where an object or a list is in question as a whole, what is asked inside it is asked as versions of the whole: one choice settles
both. A question about a part stays one about the part where the other side has nothing more to say; what that side says of it is
noted in `also` like elsewhere. A choice about a part, unheard of by the other side, holds every version of the whole in which the
part is as it was chosen.

Two choices made on two clones, neither knowing of the other, are two new versions: they conflict. A program that knows
nothing of all this may leave `_conflicts` as it is and write the field: the value it wrote is the one that stands.
"""

from leaptui.merge.choice import choose_sides, choose_value
from leaptui.merge.conflicts import (
    Alternative,
    Conflict,
    choose,
    is_conflicted,
    open_conflicts,
    settle,
    settle_edited,
)
from leaptui.merge.document import merge3
from leaptui.merge.line_sets import merge_line_sets
from leaptui.merge.paths import ABSENT
from leaptui.merge.question import Question, Side, by_record, questions, waiting_in
from leaptui.merge.together import Apart, together
from leaptui.model.stamp import Stamp

__all__ = [
    "ABSENT",
    "Alternative",
    "Apart",
    "Conflict",
    "Question",
    "Side",
    "Stamp",
    "by_record",
    "choose",
    "choose_sides",
    "choose_value",
    "is_conflicted",
    "merge3",
    "merge_line_sets",
    "open_conflicts",
    "questions",
    "settle",
    "settle_edited",
    "together",
    "waiting_in",
]
