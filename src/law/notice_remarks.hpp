// Remarks of the plan reader by their code: one catalogue of texts (law/notice_codes.def). Private to the room.
#pragma once

#include "law/notice_parts.hpp"

#include <string>
#include <vector>

namespace law::notice {

/// Both languages of a code, filled. A code that the catalogue lacks is a bug.
base::Text remark_text(std::string_view code, const std::vector<std::string>& args);
NoticeRemark remark(const std::string& id, const std::string& code, const NoticeSource& source,
                    const std::vector<std::string>& args);

/// Targets that differ, years and places that do not add up.
void find_figure_contradictions(NoticeDraft& draft);

/// The ways to read two shares of one day: either row falls away, or one of them belongs to a free month beside it.
/// Three rows of a day have no readings that code could name.
std::vector<law::Reading> readings_of(const Campaign& campaign, const std::string& contradiction, Date day);
std::vector<law::Reading> scope_readings(const std::string& contradiction);
std::vector<law::Reading> zone_readings(const std::string& contradiction);

/// Asks which day was meant: DATE_IMPOSSIBLE (6月31日), else DATE_UNCLEAR (9月前).
void ask_day(const Pages& pages, NoticeDraft& draft, const Block& block, View text, const DateWords& day);

}  // namespace law::notice
