// Natural persons in the records: recognised, so that their names, numbers and phones stay out of the hashed journal.
//
// Published results name private buyers in the same column as companies. What looks like a person is kept in the
// vault, where it can be erased (个人信息保护法 第四十七条); a false alarm costs nothing but the detour.
#pragma once

#include <string>
#include <string_view>

namespace land {

/// A person or a list of holders with at least one: two to four Han characters without any word of organisations
/// (王某某, 欧阳某某), 自然人 with a token, 等 n 人 or 户 behind it; separated by 、 , ， ; ； / and spaces.
bool looks_like_person(std::string_view holder);

/// Whether a text that should tell a post names a person instead: it looks like one and holds no word of a post or an
/// office (副局长, 镇长, 股负责人, 网格员).
bool names_person_for_post(std::string_view text);

/// Mobile numbers (11 digits, 1 and 3-9, also as 138 1234 5678) and identity numbers of 18 characters with a valid
/// date and check character are replaced by 【手机号已隐去】 and 【身份证号已隐去】; everything else stays byte for
/// byte.
std::string mask_private(std::string_view text);

/// The check character of the first 17 digits of an identity number (GB 11643-1999).
char identity_check_character(std::string_view first17);

}  // namespace land
