// Record: anything said by hand. Corrections, amendments, links, decisions, targets, portions, proposals.
//
// A document is one statement or an array of them:
//   {"kind": "link", "record": {…}}                                     new
//   {"kind": "supply", "change": "correct", "reason": "…", "record": {…}}   it was wrong
//   {"kind": "supply", "change": "amend", "effective": "2018-05-01", "record": {…}}   the world changed
//   {"kind": "progress", "change": "retract", "key": "…", "reason": "…"}    it never was
//   … "state": "proposed"                                               waits for {"approve": ENTRY} or {"reject":
//   ENTRY}
// For correct and amend the record may state only the fields that change; the rest is taken from what holds now
// (null takes a field away).
#pragma once

#include "base/json_fwd.hpp"
#include "ledger/posting.hpp"
#include "service/office.hpp"

#include <functional>
#include <string>
#include <vector>

namespace service {

/// What the book says about the things a document touches: cells and notes.
struct Picture {
    std::vector<ledger::Cell> cells;
    std::vector<ledger::Note> notes;
};

struct Recorded {
    std::vector<std::string> entries;
    Picture before;
    Picture after;
};

/// Asked about everything a statement touches ("plot:…", "supply:…"; an approval only where none of its land is named;
/// empty for what is about no land) before anything is kept; its error ends the command.
using Permit = std::function<base::Status(const std::string& node)>;

base::Result<Recorded> record(Office& office, const base::Json& document, const Act& act, const Permit& permit = {});

base::Json picture_json(const Picture& picture);

}  // namespace service
