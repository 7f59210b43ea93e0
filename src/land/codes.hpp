// The codes of the trade: recognised, brought to one spelling, checked; never refused.
//
// Every reader gives the normalised form beside the original and, where something is wrong, the code of a problem for
// the row it came from. What does not fit stays as written (trimmed, half-width): a strange number is still the key by
// which two papers speak of one thing.
// Forms: 批文号 GB/T 9704 (发文机关代字〔年〕号); 统一社会信用代码 GB 32100-2015; 宗地代码 and 不动产单元号
// GB/T 37346-2019; 行政区划 GB/T 2260; 电子监管号 as the ministry's published results show it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace land {

/// Problem codes of this header; stable, shown to clerks through the catalogue of problems.
namespace code_problem {
inline constexpr std::string_view kUnusual = "NUMBER_UNUSUAL";  ///< does not have the usual form
inline constexpr std::string_view kDamaged = "NUMBER_DAMAGED";  ///< 1.41031E+15: a spreadsheet took it for a number
inline constexpr std::string_view kCheck = "CHECK_CHARACTER_WRONG";  ///< one character is misread or miscopied
}  // namespace code_problem

struct Checked {
    std::string normalised;
    std::string original;
    std::string_view problem;  ///< empty = fine (also for an empty cell)
    bool fine() const { return problem.empty(); }
};

/// 批文号: any bracket spelling, full-width characters, spaces, 「第…号」, leading zeros, a missing 号:
/// "晋政地字[2009]第09041" is 晋政地字〔2009〕9041号. Brackets without a year stay, as ASCII:
/// 浙土字(330783)A〔2019〕10号.
Checked read_document_no(std::string_view cell);
/// A cell that names several approvals (、 ； ， ; , between them): normalised, sorted, each once.
std::vector<std::string> read_document_nos(std::string_view cell);
/// The same as one text, "…号、…号", so that equal sets are equal texts.
std::string document_nos_text(std::vector<std::string> numbers);

/// 电子监管号: six digits of division, year, letter, five digits, perhaps "-n". Anything else is kept as an opaque
/// name.
Checked read_supervision_no(std::string_view cell);
/// What the letter of a supervision number says: "allocated" (A), "granted" (B), "other_paid" (C: lease, equity,
/// authorised), empty for anything else. Holds for all but one of 761,310 published results.
std::string_view supply_class_of(std::string_view supervision_no);
/// The same classes for a supply mode identifier; empty if the mode is none.
std::string_view supply_class_of_mode(std::string_view mode);

/// 统一社会信用代码, 18 characters; the check character is verified.
Checked read_credit_code(std::string_view cell);
/// The check character for the first 17 characters; '\0' if one of them is not of the alphabet.
char credit_check_character(std::string_view first17);

/// 宗地代码: 19 characters, 450103004003GB00717.
Checked read_parcel_code(std::string_view cell);
/// 不动产单元号: 28 characters, a parcel code and F/L/Q/W with eight digits.
Checked read_property_unit(std::string_view cell);

/// 行政区划代码: "14", "1410", "141031", "141031100" (township or zone), also abolished ones; two and four digits are
/// filled to six. Prefecture-level codes (141000) stay what they are.
Checked read_division_code(std::string_view cell);
/// Whether `lower` lies in `upper` or is it: 141000 covers 141031, 141031 covers 141031100, 000000 (the whole country)
/// covers every division; nothing covers "".
bool covers(std::string_view upper, std::string_view lower);
/// The county (first six digits) of a code of six or more digits; else the code itself.
std::string_view county_of(std::string_view division);

/// Land use, with the system its code belongs to; the same digits mean different uses in different systems.
struct LandUse {
    std::string text;    ///< as written
    std::string code;    ///< empty if the cell gives none
    std::string system;  ///< gbt21010-2007 | gbt21010-2017 | third-survey | ydyh-2023, empty = not known
};
/// "061", "0601 工业用地", "工业用地". A code without a stated system gets one only where its form leaves no doubt:
/// three digits are the 2007 edition, six digits the guide of 2023, 05H1 the third survey.
LandUse read_land_use(std::string_view cell, std::string_view column_system = "");

}  // namespace land
