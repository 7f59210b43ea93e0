// Adopted books: what a store wrote down of them long ago still opens it.
#include "service/rules.hpp"

#include "base/json.hpp"
#include "law/idle_law.hpp"
#include "service/people_testing.hpp"
#include "service/rulebook_check.hpp"
#include "service/rulebook_lines.hpp"

#include <set>

namespace service {
namespace {

/// A store of a time before rulebooks held decision tables, articles, cases and papers.
void found_long_ago(testing::House& house) {
    law::RulebookSet books = law::load("xixian-2024").value();
    const std::set<std::string> of_old{"xixian-2024", "national/idle-land-53", "national/stock-quota-link"};
    std::erase_if(books.books, [&](const law::Rulebook& book) { return !of_old.contains(book.name); });
    for (law::Rulebook& book : books.books) {
        const std::size_t later_books = book.text.find(", \"national/supervision\"");
        if (later_books != std::string::npos)
            book.text.erase(later_books, book.text.find(']', later_books) - later_books);
        const std::size_t statutes = book.text.find("uses = [\"national/land-law\"");
        if (statutes != std::string::npos) book.text.erase(statutes, book.text.find('\n', statutes) - statutes);
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
    // The draft brings tables of its own (the stock of real-estate land), but those of idleness are still lent.
    const auto draft = draft_rulebooks(*snapshot, "xixian-2024", base::Instant::end_of_time());
    EXPECT_TRUE(draft.ok()) << draft.error().text().en;
}

TEST(Rules, AnAdoptionTellsWhoAndWhen) {
    testing::House house;
    found_long_ago(house);
    const auto snapshot = house.store->read().value();
    const law::RulebookSet books = adopted_rulebooks(*snapshot, base::Instant::end_of_time()).value();
    const auto adopted = adoption_of(*snapshot, books.main());
    ASSERT_TRUE(adopted.ok() && adopted->has_value());
    EXPECT_EQ((*adopted)->by.id, "founder");
    EXPECT_EQ((*adopted)->at, house.clock.at);
    EXPECT_EQ((*adopted)->entry, "system/1");
    // The book whose tables are lent: adopted with another text, so nobody adopted this one.
    const law::Rulebook& lent = books.books.back();
    EXPECT_FALSE(lent.tables.empty());
    EXPECT_FALSE(adoption_of(*snapshot, lent).value().has_value());
    // They are proved and shown as the tables that hold; the campaign of that time had no cases for its routes.
    for (const CheckedBook& book : check_books(books)) {
        EXPECT_EQ(book.proved(), book.name != "xixian-2024") << book.name;
        for (const law::BookFault& fault : book.faults) EXPECT_EQ(fault.code, "ROW_UNFIRED") << fault.where;
    }
    const base::Date day = *base::parse_iso_date("2024-06-30");
    std::size_t held = 0;
    for (const TableLine& line : table_lines(books, day))
        held += line.book == &lent && line.state == RuleState::InForce;
    EXPECT_EQ(held, lent.tables.size());
    EXPECT_EQ(tables_json(table_lines(books, day), books, day).size(), lent.tables.size() + 1);
}

}  // namespace
}  // namespace service
