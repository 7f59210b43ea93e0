// A book with plots and supplies that were drawn, for tests of what the ground proposes.
#pragma once

#include "base/json.hpp"
#include "service/proposals.hpp"
#include "service/record.hpp"
#include "service/tile_testing.hpp"

namespace service::testing {

class DrawnBook : public MappedStore {
  protected:
    static constexpr const char* kApproval = "晋政地字〔2020〕1号";

    void approve(const char* number = kApproval, int total_m2 = 1'000'000) {
        land::Approval approval;
        approval.document_no = number;
        approval.division = "141031";
        approval.approved_on = day("2020-03-01");
        approval.total = base::Area::from_m2(total_m2);
        say({approval});
    }
    static land::Plot a_plot(const char* number, int x, int y, int width, int height,
                             const char* approval = kApproval) {
        land::Plot out = plot(number, rectangle(x, y, width, height), approval);
        out.division = "141031";
        out.area = base::Area::from_m2(std::int64_t{width} * height);
        return out;
    }
    static land::Supply a_supply(const char* number, int x, int y, int width, int height) {
        land::Supply out = supply(number, rectangle(x, y, width, height));
        out.area = base::Area::from_m2(std::int64_t{width} * height);
        return out;
    }
    static land::Link a_link(const char* supply, const std::string& plot) {
        land::Link out;
        out.supply = supply;
        out.plot = plot;
        return out;
    }
    static std::string key_of_plot(const char* number) { return std::string(kApproval) + "#" + number; }

    std::vector<journal::Entry> open() { return *open_proposals(**store_->read()); }
    /// A person approves what the program proposed.
    void accept_all() {
        base::Json document = base::Json::array();
        for (const journal::Entry& entry : open())
            document.push_back({{"approve", journal::entry_id(entry.chain, entry.sequence)}});
        const auto recorded = record(office_, document, act());
        ASSERT_TRUE(recorded.ok()) << recorded.error().text().en;
    }
    /// "plot:… account m²" of an origin, sources left out.
    std::vector<std::string> cells(const std::string& origin) {
        const auto snapshot = *store_->read();
        std::vector<ledger::Posting> postings;
        const auto rows = snapshot->postings_of_origin(origin, base::Instant::end_of_time());
        for (const auto& row : *rows) postings.push_back(row.posting);
        std::vector<std::string> out;
        for (const ledger::Cell& cell : ledger::balances(postings, day("2099-01-01"))) {
            if (ledger::is_source(cell.account)) continue;
            out.push_back((cell.holder.empty() ? "-" : cell.holder) + " " +
                          std::string(ledger::account_code(cell.account)) + " " + cell.area.m2_text());
        }
        return out;
    }
    std::vector<std::string> notes(const std::string& subject) {
        std::vector<std::string> out;
        const auto rows = (*store_->read())->notes_of_subject(subject, base::Instant::end_of_time());
        for (const auto& row : *rows) out.push_back(row.note.code);
        return out;
    }
    std::uint64_t head() { return (*(*store_->read())->head("141031"))->entries; }
};

}  // namespace service::testing
