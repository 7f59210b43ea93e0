// What the tests of this room share: the shipped books read from the source tree, dates, small facts.
#pragma once

#include "base/test_tree.hpp"
#include "base/values_testing.hpp"
#include "law/judgement.hpp"
#include "law/rulebook.hpp"
#include "law/watch.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace law::testing {

using base::testing::day;

inline std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

inline std::string book_text(const std::string& path) {
    return file_text(base::testing::source_tree() + "/rulebooks/" + path + ".toml");
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

/// The campaign and a province's book beside it.
inline RulebookSet local_books(const char* book) {
    return load_rulebooks("xixian-2024", source_tree(), Proofs::Demanded, Tables::Own, {book}).value();
}

/// The books without one parameter.
inline RulebookSet without(const char* id, RulebookSet books = xixian()) {
    for (Rulebook& book : books.books)
        std::erase_if(book.parameters, [&](const Parameter& one) { return one.id == id; });
    return books;
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

inline bool has_word(const std::vector<std::string>& words, std::string_view code) {
    return std::find(words.begin(), words.end(), code) != words.end();
}

/// Whether a paper of the dossier is at hand: yes | no | unknown; none where the dossier does not ask for it.
inline std::string paper_state(const Dossier& dossier, std::string_view id) {
    for (const Dossier::Paper& paper : dossier.papers)
        if (paper.id == id) return !paper.at_hand ? "unknown" : *paper.at_hand ? "yes" : "no";
    return "none";
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
    SupplyFacts known() const {
        SupplyFacts facts;
        facts.subject = "supply:S";
        facts.supply = {&supply, "141031/1"};
        for (const auto& one : progress) facts.progress.push_back({&one, "141031/2"});
        for (const auto& one : decisions) facts.decisions.push_back({&one, "141031/3"});
        for (const auto& one : idle) facts.idle.push_back({&one, "141031/4"});
        facts.development = development;
        facts.cells = cells;
        return facts;
    }
    SupplyJudgement judge(const char* as_of) const { return judge(day(as_of)); }
    SupplyJudgement judge(Date as_of, const RulebookSet& books = xixian()) const {
        return judge_supply(known(), books, as_of);
    }
};

/// One industrial plot of one provincial approval of 2018, all of its 10,000 m² in one account, and what a test adds.
struct PlotCase {
    land::Approval approval;
    land::Plot plot;
    std::vector<land::Portion> portions;
    std::vector<land::Withdrawal> withdrawals;
    std::vector<land::Expropriation> expropriations;
    std::vector<land::SiteReadiness> readiness;
    std::vector<land::Offer> offers;
    std::vector<land::Reserve> reserves;
    std::vector<ledger::Cell> cells;

    explicit PlotCase(ledger::Account account) {
        approval.document_no = "晋政地字〔2018〕9076号";
        approval.authority = "山西省人民政府";
        approval.approved_on = day("2018-05-11");
        plot.approval = approval.document_no;
        plot.number = "1";
        plot.use = "工业";
        lies_in(account);
    }
    void lies_in(ledger::Account account) { cells = {{"plot:P", "", account, Area::from_m2(10'000)}}; }
    land::Portion& divide(const char* number, const char* cause = "", std::int64_t m2 = 10'000) {
        land::Portion& out = portions.emplace_back();
        out.plot = "P";
        out.number = number;
        out.area = Area::from_m2(m2);
        out.cause = cause;
        return out;
    }
    PlotFacts known() const {
        PlotFacts facts;
        facts.subject = "plot:P";
        facts.plot = {&plot, "141031/2"};
        facts.approval = {&approval, "141031/1"};
        for (const auto& one : portions) facts.portions.push_back({&one, "141031/3"});
        for (const auto& one : withdrawals) facts.withdrawals.push_back({&one, "141031/4"});
        for (const auto& one : expropriations) facts.expropriations.push_back({&one, "141031/5"});
        for (const auto& one : readiness) facts.readiness.push_back({&one, "141031/6"});
        for (const auto& one : offers) facts.offers.push_back({&one, "141031/7"});
        for (const auto& one : reserves) facts.reserves.push_back({&one, "141031/8"});
        facts.cells = cells;
        return facts;
    }
    PlotJudgement judge(const char* as_of = "2024-05-01") const { return judge_plot(known(), xixian(), day(as_of)); }
};

inline std::string code(const SupplyJudgement& judged) { return std::string(judgement_code(judged.judgement)); }

/// A listed supply signed on 2020-03-01, start agreed for 2021-03-01, finish for 2023-03-01.
struct ListedCase : SupplyCase {
    ListedCase() : SupplyCase("2021-03-01") {
        supply.mode = "listing";
        supply.signed_on = day("2020-03-01");
        supply.agreed_delivery = day("2020-06-01");
        supply.agreed_finish = day("2023-03-01");
    }
    std::vector<Watch> list(const char* as_of) const { return watch_supply(known(), xixian(), day(as_of)); }
};

inline const Watch* find_watch(const std::vector<Watch>& list, std::string_view what) {
    const auto at = std::find_if(list.begin(), list.end(), [&](const Watch& one) { return one.what == what; });
    return at == list.end() ? nullptr : &*at;
}

}  // namespace law::testing
