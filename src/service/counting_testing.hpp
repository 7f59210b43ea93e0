// A store of the sample county's campaign, some of its rules changed, and the figures it then gives; for tests of
// counting rules only.
#pragma once

#include "base/values_testing.hpp"
#include "law/rulebook.hpp"
#include "service/people_testing.hpp"
#include "service/rules.hpp"
#include "service/stock_lines.hpp"

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace service::testing {

using base::testing::day;
using base::testing::m2;

/// The shipped campaign with `tables` before its scopes, or with one setting for another.
inline law::RulebookSet campaign_with(const std::string& from, const std::string& to) {
    const auto source = [&](const std::string& name) -> base::Result<std::string> {
        PANHUO_TRY(std::string text, law::shipped_books()(name));
        if (name != "xixian-2024") return text;
        const std::size_t at = text.find(from);
        EXPECT_NE(at, std::string::npos) << from;
        return text.replace(at, from.size(), to);
    };
    auto rules = law::load_rulebooks("xixian-2024", source);
    EXPECT_TRUE(rules.ok()) << rules.error().text().en;
    return rules.ok() ? *rules : law::RulebookSet();
}
inline law::RulebookSet campaign_with(const std::string& tables) {
    const std::string scopes = "# ---- 清理范围";
    return campaign_with(scopes, tables + "\n" + scopes);
}

class CountedBook : public ::testing::Test {
  protected:
    void say(const std::vector<land::Record>& records) {
        auto command = Command::begin(house_.office, "141031", House::by("wang"));
        ASSERT_TRUE(command.ok());
        for (const land::Record& record : records) ASSERT_TRUE((*command)->say(record, {}).ok());
        ASSERT_TRUE((*command)->commit().ok());
    }
    void adopt(const law::RulebookSet& rules) {
        const auto command = Command::begin(house_.office, kSystemChain, House::by("founder")).value();
        ASSERT_TRUE(adopt_rulebook(*command, rules).ok());
        ASSERT_TRUE(command->transaction().put_setting(setting::kRulebook, "xixian-2024").ok());
        ASSERT_TRUE(command->commit().ok());
    }
    const Book& book(const law::RulebookSet& rules, const char* as_of,
                     std::optional<ledger::Counting> counting = std::nullopt) {
        book_.reset();
        snapshot_ = *house_.store->read();
        Moment moment;
        moment.as_of = day(as_of);
        moment.counting_asked = counting;
        auto opened = Book::open(*snapshot_, moment, Hold::All, &rules);
        EXPECT_TRUE(opened.ok()) << opened.error().text().en;
        book_ = std::move(*opened);
        return *book_;
    }
    DivisionLine county(const Book& book) {
        auto found = status(book, "");
        EXPECT_TRUE(found.ok()) << found.error().text().en;
        return found->divisions.at(0);
    }

    House house_;
    std::unique_ptr<store::Snapshot> snapshot_;
    std::unique_ptr<Book> book_;
};

inline land::Supply supply(const char* number, const char* signed_on, const char* recorded_on = "",
                           std::int64_t area = 10'000) {
    land::Supply out;
    out.supervision_no = number;
    out.division = "141031";
    out.mode = "listing";
    out.signed_on = day(signed_on);
    if (*recorded_on != '\0') out.recorded_on = day(recorded_on);
    out.area = m2(area);
    return out;
}

}  // namespace service::testing
