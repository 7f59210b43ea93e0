// The table of headings: which column headings mean which field of which record kind.
//
// Data, not code: rulebooks/data/headings.tsv. A county whose forms say something else adds lines there. Columns of
// the file: kinds (comma separated, * = all), field, heading, unit, telling. `unit` is what the heading means when it
// names none (Shape_Area is m²); `telling` is ! for a heading that gives a kind away and ~ for one that says nothing of
// the kind (a list of remnants may have a column of units, but such a column is no sign of a list). A field of - is
// read and dropped (row numbers and the like, which say nothing about land). Where one sheet has several columns for a
// field, the heading that stands first in the file counts.
#pragma once

#include "base/error.hpp"
#include "base/result.hpp"
#include "intake/units.hpp"
#include "land/records.hpp"

#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

namespace intake {

/// What one heading means for one kind.
struct Meaning {
    land::Kind kind = land::Kind::Supply;
    std::string field;
    Unit unit = Unit::None;
    bool telling = false;
    bool silent = false;  ///< no sign of the kind
    int rank = 0;         ///< line of the table; lower counts first
};

class HeadingTable {
  public:
    /// Errors: FileNotFound, FileUnreadable, RecordInvalid (a line that is not as described above).
    static base::Result<HeadingTable> load(const std::string& path);
    static base::Result<HeadingTable> parse(std::string_view tsv, const std::string& name);

    /// `key` is a heading_key, levels of a head joined by '>'. Tried as it stands, without its unit, without its
    /// bracketed remarks, then without its upper levels. Empty where nothing is known.
    const std::vector<Meaning>& find(std::string_view key) const;

    /// What people call a field: its first Chinese heading and its first English one, the field's own name where there
    /// is none.
    base::Text label(land::Kind kind, std::string_view field) const;

  private:
    std::unordered_map<std::string, std::vector<Meaning>> meanings_;
    std::map<std::pair<land::Kind, std::string>, base::Text> labels_;
};

/// The table of this installation, read once.
base::Result<const HeadingTable*> heading_table();

}  // namespace intake
