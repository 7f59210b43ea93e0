// Names of divisions: a small table of facts (rulebooks/data/divisions.csv), for showing and for reading names.
//
// Unknown names and codes are never refused: records keep the codes of their own time, also abolished ones.
#pragma once

#include "base/result.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace land {

class Divisions {
  public:
    static base::Result<Divisions> parse(std::string_view csv, const std::string& what);

    /// "隰县" for 141031; nothing if the table does not know the code.
    std::optional<std::string> name_of(std::string_view code) const;
    /// 141031 for 隰县, 山西省临汾市隰县, 山西省 临汾市 隰县; 141000 for 临汾市, 临汾市本级, 临汾. Townships only
    /// within their county, whose code is given: the same names exist in many.
    std::optional<std::string> code_of(std::string_view name, std::string_view county = "") const;
    bool empty() const { return names_.empty(); }

  private:
    std::optional<std::string> exact(std::string_view name, std::string_view county) const;
    std::map<std::string, std::string, std::less<>> names_;  ///< by code
};

/// The product's own table, read once; empty if it cannot be read.
const Divisions& divisions();

}  // namespace land
