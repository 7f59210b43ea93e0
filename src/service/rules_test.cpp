// Adopted books: what a store wrote down of them long ago still opens it.
#include "service/rules.hpp"

#include "law/idle_law.hpp"
#include "service/people_testing.hpp"

namespace service {
namespace {

/// A store of a time before rulebooks held decision tables, articles, cases and papers.
void found_long_ago(testing::House& house) {
    law::RulebookSet books = law::load("xixian-2024").value();
    std::erase_if(books.books, [](const law::Rulebook& book) { return book.name == "national/supervision"; });
    for (law::Rulebook& book : books.books) {
        const std::size_t uses = book.text.find(", \"national/supervision\"");
        if (uses != std::string::npos) book.text.erase(uses, std::string_view(", \"national/supervision\"").size());
        for (const char* later : {"\n[[article]]", "\n[[route_case]]"})
            book.text.resize(std::min(book.text.size(), book.text.find(later)));
    }
    const auto command = Command::begin(house.office, kSystemChain, testing::House::by("founder")).value();
    ASSERT_TRUE(adopt_rulebook(*command, books).ok());
    ASSERT_TRUE(command->transaction().put_setting(setting::kRulebook, "xixian-2024").ok());
    ASSERT_TRUE(command->commit().ok());
}

TEST(Rules, AStoreWhoseBooksHoldNoTablesKeepsOpening) {
    testing::House house;
    found_long_ago(house);
    const auto snapshot = house.store->read().value();
    const auto books = adopted_rulebooks(*snapshot, base::Instant::end_of_time());
    ASSERT_TRUE(books.ok()) << books.error().text().en;
    EXPECT_TRUE(law::IdleLaw::on(*books, *base::parse_iso_date("2024-06-30")).has_value());
    EXPECT_EQ(books->parameter("watch.start.warning_days", *base::parse_iso_date("2024-06-30")), nullptr);
    const auto draft = draft_rulebooks(*snapshot, "xixian-2024", base::Instant::end_of_time());
    EXPECT_TRUE(draft.ok()) << draft.error().text().en;
}

}  // namespace
}  // namespace service
