// What the tests of this room share: the shipped books read from the source tree, dates, small facts.
#pragma once

#include "law/judgement.hpp"
#include "law/rulebook.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace law::testing {

inline Date day(const char* iso) { return *base::parse_iso_date(iso); }

inline std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string book_text(const std::string& path) {
    return file_text(std::string(PANHUO_SOURCE_DIR) + "/rulebooks/" + path + ".toml");
}

/// The campaign and its national books, read from the source tree and not from wherever the program is installed.
inline BookSource source_tree() {
    return [](const std::string& name) -> base::Result<std::string> {
        const std::string text = book_text(name.find('/') == std::string::npos ? "campaigns/" + name : name);
        if (text.empty()) return base::Error{base::Code::RulebookNotFound, {name, ""}};
        return text;
    };
}

inline const RulebookSet& xixian() {
    static const RulebookSet set = [] {
        auto loaded = load_rulebooks("xixian-2024", source_tree());
        if (!loaded.ok()) {
            std::fprintf(stderr, "%s\n", loaded.error().text().en.c_str());
            std::abort();
        }
        return std::move(loaded).value();
    }();
    return set;
}

inline bool has(const std::vector<Finding>& findings, std::string_view rule) {
    for (const Finding& finding : findings)
        if (finding.rule == rule) return true;
    return false;
}

inline const Finding& get(const std::vector<Finding>& findings, std::string_view rule) {
    for (const Finding& finding : findings)
        if (finding.rule == rule) return finding;
    static const Finding none;
    return none;
}

/// One supply and what was seen of it; dates as ISO text, "" = not stated.
struct SupplyCase {
    land::Supply supply;
    std::vector<land::Progress> progress;
    std::vector<land::Decision> decisions;
    std::vector<land::Idle> idle;
    std::optional<Development> development;
    std::vector<ledger::Cell> cells;

    explicit SupplyCase(const char* agreed_start) {
        if (*agreed_start != '\0') supply.agreed_start = day(agreed_start);
    }
    SupplyCase& seen(const char* event, const char* on, const char* work = "", const char* paper = "") {
        land::Progress out;
        out.event = event;
        if (*on != '\0') out.on = day(on);
        out.work = work;
        out.paper = paper;
        progress.push_back(out);
        return *this;
    }
    SupplyCase& extended(const char* signed_on, const char* agreed_start) {
        land::Decision out;
        out.type = "extended";
        out.on = day(signed_on);
        out.agreed_start = day(agreed_start);
        decisions.push_back(out);
        return *this;
    }
    SupplyJudgement judge(const char* as_of) const { return judge(day(as_of)); }
    SupplyJudgement judge(Date as_of, const RulebookSet& books = xixian()) const {
        SupplyFacts facts;
        facts.subject = "supply:S";
        facts.supply = {&supply, "141031/1"};
        for (const auto& one : progress) facts.progress.push_back({&one, "141031/2"});
        for (const auto& one : decisions) facts.decisions.push_back({&one, "141031/3"});
        for (const auto& one : idle) facts.idle.push_back({&one, "141031/4"});
        facts.development = development;
        facts.cells = cells;
        return judge_supply(facts, books, as_of);
    }
};

inline std::string code(const SupplyJudgement& judged) { return std::string(judgement_code(judged.judgement)); }

}  // namespace law::testing
