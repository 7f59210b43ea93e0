// Notices of other places and styles: tests/cases/notices/NAME.txt, each with what a careful reader finds in NAME.json.
//
// The expectation says how many rows a list has ("counts"), rows that must be there ("has", any subset of the keys),
// codes of contradictions and questions, words that must stand nowhere ("lacks": names of persons), and whether the
// draft is a rulebook ("book").
#include "base/json.hpp"
#include "base/test_tree.hpp"
#include "law/contradiction.hpp"
#include "law/law_testing.hpp"
#include "law/notice.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace law {
namespace {

using base::Json;
using testing::file_text;

const std::string kFolder = base::testing::source_tree() + "/tests/cases/notices/";

std::vector<std::string> names() {
    std::vector<std::string> out;
    for (const auto& file : std::filesystem::directory_iterator(kFolder))
        if (file.path().extension() == ".txt") out.push_back(file.path().stem().string());
    std::sort(out.begin(), out.end());
    return out;
}

bool same(const Json& found, const Json& wanted) {
    if (found.is_number() && wanted.is_number()) return std::abs(found.get<double>() - wanted.get<double>()) < 1e-4;
    return found == wanted;
}

bool holds(const Json& row, const Json& wanted) {
    for (const auto& [key, value] : wanted.items())
        if (!row.contains(key) || !same(row[key], value)) return false;
    return true;
}

void expect_rows(const Json& found, const Json& wanted) {
    for (const auto& [list, rows] : wanted.items())
        for (const Json& row : rows) {
            const Json& all = found[list];
            const bool there = all.is_object()
                                   ? holds(all, row)
                                   : std::any_of(all.begin(), all.end(), [&](auto& r) { return holds(r, row); });
            EXPECT_TRUE(there) << list << " lacks " << row.dump() << "\nfound " << all.dump(1);
        }
}

std::vector<std::string> codes_of(const Json& remarks) {
    std::vector<std::string> out;
    for (const Json& one : remarks) out.push_back(one["code"].get<std::string>());
    std::sort(out.begin(), out.end());
    return out;
}

void expect_read(const NoticeDraft& draft, const Json& wanted) {
    const Json found = notice_json(draft);
    for (const auto& [list, count] : wanted["counts"].items())
        EXPECT_EQ(found[list].size(), count.get<std::size_t>()) << list << found[list].dump(1);
    if (wanted.contains("has")) expect_rows(found, wanted["has"]);
    if (wanted.contains("contradictions")) {
        auto codes = wanted["contradictions"].get<std::vector<std::string>>();
        std::sort(codes.begin(), codes.end());
        EXPECT_EQ(codes_of(found["contradictions"]), codes) << found["contradictions"].dump(1);
    }
    if (wanted.contains("questions")) {
        const auto codes = codes_of(found["questions"]);
        for (const Json& code : wanted["questions"])
            EXPECT_EQ(std::count(codes.begin(), codes.end(), code.get<std::string>()) > 0, true) << code;
    }
    const std::string toml = notice_toml(draft);
    const std::string everything = found.dump() + toml;
    for (const Json& word : wanted.value("lacks", Json::array()))
        EXPECT_EQ(everything.find(word.get<std::string>()), std::string::npos) << word;
    const auto book = parse_rulebook(toml, "draft");
    EXPECT_EQ(book.ok(), wanted["book"].get<bool>()) << (book.ok() ? "" : book.error().text().en) << "\n" << toml;
    EXPECT_EQ(notice_gaps(draft).empty(), book.ok()) << "what is missing is said, and only then";
}

/// What a person adds to a draft before it is a book: what notice_gaps() names.
NoticeDraft completed(NoticeDraft draft) {
    const auto scoped = [&](const char* stock) {
        return std::any_of(draft.scopes.begin(), draft.scopes.end(), [&](auto& one) { return one.stock == stock; });
    };
    const NoticeSource by_hand{"补录", "0", 1};
    for (const char* stock : {"unsupplied", "idle"})
        if (!scoped(stock)) draft.scopes.push_back({stock, 2009, std::nullopt, "", false, by_hand});
    if (draft.notice.title.empty()) draft.notice.title = "补录的标题";
    if (!draft.notice.issued_on) draft.notice.issued_on = testing::day("2024-01-02");
    if (draft.units.empty()) draft.units.push_back({"natural_resources", {"自然资源部门", "natural resources"}, true});
    if (draft.group.office.empty()) draft.group.office = draft.units.front().id;
    return draft;
}

/// The draft of every notice loads with the national books that it uses, holds all that it may, and shows its
/// contradictions there as `rulebook check` prints them.
void expect_loads(const NoticeDraft& read) {
    const NoticeDraft draft = completed(read);
    EXPECT_TRUE(notice_gaps(draft).empty());
    const std::string toml = notice_toml(draft);
    const BookSource source = [&](const std::string& name) -> base::Result<std::string> {
        return name == "draft" ? base::Result<std::string>(toml) : testing::source_tree()(name);
    };
    const auto set = load_rulebooks("draft", source);
    ASSERT_TRUE(set.ok()) << set.error().text().en << "\n" << toml;
    EXPECT_EQ(set->campaign().duties.size(), draft.duties.size());
    EXPECT_EQ(set->campaign().routes.size(), draft.routes.size());
    EXPECT_LE(set->campaign().targets.size(), draft.targets.size());
    std::size_t unstated = 0;
    for (const Contradiction& one : contradictions(set->main())) {
        EXPECT_FALSE(one.text.zh.empty()) << one.id;
        EXPECT_FALSE(one.text.en.empty()) << one.id;
        unstated += one.code == "RATE_BASE_UNSTATED" ? 1U : 0U;
    }
    const auto rate = [](const CampaignTarget& one) { return one.basis == "rate" && !one.base_stated; };
    const auto& targets = set->campaign().targets;
    EXPECT_EQ(unstated, static_cast<std::size_t>(std::count_if(targets.begin(), targets.end(), rate)));
}

/// Every row says where it stands, in words of the file.
void expect_sources(const NoticeDraft& draft) {
    const Json found = notice_json(draft);
    for (const char* list : {"targets", "milestones", "stages", "routes", "duties", "members", "deadlines"})
        for (const Json& row : found[list]) {
            EXPECT_FALSE(row["sentence"].get<std::string>().empty()) << row.dump();
            EXPECT_FALSE(row["clause"].get<std::string>().empty()) << row.dump();
            EXPECT_GT(row["line"].get<int>(), 0) << row.dump();
        }
}

class NoticeCase : public ::testing::TestWithParam<std::string> {};

TEST_P(NoticeCase, IsReadAsACarefulReaderWould) {
    const std::string bytes = file_text(kFolder + GetParam() + ".txt");
    const auto wanted = base::parse_json(file_text(kFolder + GetParam() + ".json"), GetParam());
    ASSERT_TRUE(wanted.ok()) << wanted.error().text().en;
    const auto draft = read_notice(bytes, GetParam());
    if (wanted->contains("error")) {
        ASSERT_FALSE(draft.ok());
        EXPECT_EQ(std::string(draft.error().name()), (*wanted)["error"].get<std::string>());
        EXPECT_EQ(draft.error().args[0], GetParam());
        return;
    }
    ASSERT_TRUE(draft.ok()) << draft.error().text().en;
    expect_read(*draft, *wanted);
    expect_sources(*draft);
    expect_loads(*draft);
    EXPECT_EQ(notice_json(*draft).dump(), notice_json(*read_notice(bytes, GetParam())).dump())
        << "the same bytes again";
}

// A function, because the macro below names a parameter of its own `info`.
std::string case_name(const ::testing::TestParamInfo<std::string>& one) { return one.param; }

INSTANTIATE_TEST_SUITE_P(Notices, NoticeCase, ::testing::ValuesIn(names()), case_name);

}  // namespace
}  // namespace law
