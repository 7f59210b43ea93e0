// Mappings: how the columns of a form are read, as somebody said it once and the book remembers.
//
// What was said is an entry of kind "mapping" on the office's chain, key the form (intake/mapping.hpp), written by the
// import that first used it; every entry that was read by it names it. So the page and the command line read the same
// form alike, a later change of mind changes no past entry, and an import can be done again as it was.
// docs/formats/mapping.md describes the JSON.
#pragma once

#include "base/json_fwd.hpp"
#include "intake/mapping.hpp"
#include "service/command.hpp"
#include "service/office.hpp"

#include <string>
#include <vector>

namespace service {

inline constexpr char kMappingKind[] = "mapping";
/// The member of an entry's original cells that names the entry of the mapping they were read by.
inline constexpr char kMappingMember[] = "@mapping";

struct RememberedMapping {
    intake::Mapping mapping;  ///< with the entry that says it
    std::string said_by;      ///< login or operating-system user
    base::Instant said_at;
};
/// Those in force, ordered by form.
base::Result<std::vector<RememberedMapping>> remembered_mappings(store::Snapshot& snapshot);

/// What is said beside a file: one mapping or an array of them. Errors: RecordInvalid, saying what is wrong.
base::Result<std::vector<intake::Mapping>> read_mappings(std::string_view json);
base::Json mapping_json(const intake::Mapping& mapping);
/// "ha", "mu", "m2", "wan_yuan", "yuan"; empty for none.
std::string_view unit_code(intake::Unit unit);

/// Remembers it, unless the very same is in force already; the id of the entry that says it. Precondition: it has a
/// form.
base::Result<std::string> remember_mapping(Command& command, const intake::Mapping& mapping);
/// The form is read by its headings again. Errors: RecordNotFound.
base::Status forget_mapping(Office& office, const std::string& form, const Act& act);

/// Kinds of tables with the fields that their columns can hold.
base::Result<base::Json> table_fields_json();

}  // namespace service
