#include "law/finding.hpp"

#include "base/hash.hpp"
#include "base/result.hpp"
#include "base/text.hpp"
#include "law/fact_text.hpp"

#include <array>

namespace law {

namespace {

struct CatalogueRow {
    std::string_view code;
    Severity severity;
    std::string_view zh;
    std::string_view en;
};

constexpr auto kInfo = Severity::Info;
constexpr auto kWarning = Severity::Warning;
constexpr auto kError = Severity::Error;

constexpr CatalogueRow kCatalogue[] = {
#define X(code, severity, zh, en) {#code, severity, zh, en},
#define F(name, zh, en)
#include "law/finding_codes.def"
#undef X
#undef F
};

const CatalogueRow* row_of(std::string_view code) {
    for (const CatalogueRow& row : kCatalogue)
        if (row.code == code) return &row;
    return nullptr;
}

/// "（原有 1200；划入 9000）": facts of a note behind its sentence, by their names on screen.
base::Text facts_text(const std::vector<std::pair<std::string, std::string>>& facts) {
    base::Text out;
    for (const auto& [name, value] : facts) {
        const base::Text shown = fact_text(name);
        out.zh += (out.zh.empty() ? "（" : "；") + shown.zh + " " + value;
        out.en += (out.en.empty() ? " (" : "; ") + shown.en + " " + value;
    }
    if (facts.empty()) return out;
    return {out.zh + "）", out.en + ")"};
}

}  // namespace

std::string_view severity_code(Severity severity) {
    static constexpr std::array<std::string_view, 3> kCodes{"info", "warning", "error"};
    return kCodes[static_cast<std::size_t>(severity)];
}

std::string_view certainty_code(Certainty certainty) {
    static constexpr std::array<std::string_view, 4> kCodes{"unknown", "inferred", "stated", "proved"};
    return kCodes[static_cast<std::size_t>(certainty)];
}

base::Text severity_text(Severity severity) {
    static const std::array<base::Text, 3> kTexts{{{"提示", "Note"}, {"注意", "Warning"}, {"严重", "Error"}}};
    return kTexts[static_cast<std::size_t>(severity)];
}

base::Text certainty_text(Certainty certainty) {
    static const std::array<base::Text, 4> kTexts{
        {{"不明", "unknown"}, {"推断", "inferred"}, {"有记载", "stated"}, {"有文件", "proved"}}};
    return kTexts[static_cast<std::size_t>(certainty)];
}

std::string finding_id(std::string_view subject, std::string_view rule, std::string_view cause) {
    constexpr std::size_t kDigits = 12;
    std::string bytes;
    for (const std::string_view part : {subject, rule, cause}) bytes.append(part).push_back('\n');
    return base::hex(base::hash(base::HashAlgorithm::Sm3, bytes)).substr(0, kDigits);
}

Finding make_finding(std::string_view subject, std::string_view rule, std::string_view cause, Certainty certainty,
                     const std::vector<std::string>& args) {
    const CatalogueRow* row = row_of(rule);
    PANHUO_ASSERT(row != nullptr, "a finding code that is not in the catalogue");
    Finding out;
    out.id = finding_id(subject, rule, cause);
    out.rule = std::string(rule);
    out.subject = std::string(subject);
    out.severity = row->severity;
    out.certainty = certainty;
    out.text = {base::fill(row->zh, args), base::fill(row->en, args)};
    return out;
}

std::vector<std::string_view> finding_codes() {
    std::vector<std::string_view> codes;
    for (const CatalogueRow& row : kCatalogue) codes.push_back(row.code);
    return codes;
}

bool is_finding_code(std::string_view code) { return row_of(code) != nullptr; }

Finding finding_of_note(const ledger::Note& note) {
    // The facts are part of the cause: two overdraws of one supply, on two plots, are two findings.
    std::string cause = note.on ? note.on->iso() : "";
    for (const auto& [name, value] : note.facts) cause += "|" + name + "=" + value;
    Finding out;
    // For the book the word of a list is IDLE_SUSPECTED; for the law that name is kept for what it can show itself.
    const std::string code = note.code == "IDLE_SUSPECTED" ? "IDLE_LISTED_SUSPECTED" : note.code;
    if (is_finding_code(code)) {
        out = make_finding(note.subject, code, cause, Certainty::Stated, {});
    } else {
        out.id = finding_id(note.subject, note.code, cause);
        out.rule = note.code;
        out.subject = note.subject;
        out.severity = Severity::Warning;
        out.certainty = Certainty::Stated;
        out.text = {"账簿提示 " + note.code + "。", "The book notes " + note.code + "."};
    }
    const base::Text facts = facts_text(note.facts);
    if (base::ends_with(out.text.zh, "。") && !facts.zh.empty())
        out.text.zh.resize(out.text.zh.size() - std::string_view("。").size());
    out.text.zh += facts.zh.empty() ? "" : facts.zh + "。";
    out.text.en += facts.en;
    if (note.on) out.reasons.push_back({"on", note.on->iso(), note.entry});
    for (const auto& [name, value] : note.facts) out.reasons.push_back({name, value, note.entry});
    if (out.reasons.empty()) out.reasons.push_back({"entry", note.subject, note.entry});
    return out;
}

bool worse_first(const Finding& a, const Finding& b) {
    if (a.severity != b.severity) return a.severity > b.severity;
    if (a.subject != b.subject) return a.subject < b.subject;
    if (a.rule != b.rule) return a.rule < b.rule;
    return a.id < b.id;
}

}  // namespace law
