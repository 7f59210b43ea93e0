// The two halves of reading duties: sentences, and the paragraphs around them. Private to the room.
#pragma once

#include "law/notice_parts.hpp"

namespace law::notice {

/// 负责, 牵头, 配合 … stand in the text as verbs of duty.
bool has_duty_verb(View text);

/// Duties of one sentence. `given`: units that the paragraph is about, with its words `lead` (「财政局：」); else
/// empty.
void read_duty_sentence(Pages& pages, NoticeDraft& draft, const Block& block, std::size_t index,
                        const std::vector<std::string>& given, View lead);

/// Adds it, once.
void add_duty(Pages& pages, NoticeDraft& draft, NoticeDuty duty, const Block& block, std::size_t index);

}  // namespace law::notice
