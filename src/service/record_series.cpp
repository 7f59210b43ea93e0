#include "service/record_series.hpp"

#include "law/late_record.hpp"

#include <utility>

namespace service {

namespace {

/// The setting; a book adopted before there was one says nothing of late records.
const law::Parameter* late_days(const Book& book) {
    return book.rules.parameter("record.late_days", book.moment.as_of);
}

/// Findings of each of the supplies of one series.
std::vector<std::vector<law::Finding>> findings_of(const Book& book, const std::vector<Held<land::Supply>>& supplies) {
    std::vector<std::vector<law::Finding>> out(supplies.size());
    const law::Parameter* const days = late_days(book);
    if (days == nullptr) return out;
    std::vector<law::Numbered> papers;
    std::vector<std::size_t> of;  // which supply each paper is
    for (std::size_t i = 0; i < supplies.size(); ++i) {
        const land::Supply& record = supplies[i].record;
        if (!record.signed_on || *record.signed_on > book.moment.as_of) continue;
        papers.push_back({record.supervision_no, *record.signed_on, supplies[i].entry});
        of.push_back(i);
    }
    const auto witnesses = law::witnesses(papers, static_cast<int>(days->value.num));
    for (std::size_t i = 0; i < papers.size(); ++i) {
        const std::string subject = "supply:" + supplies[of[i]].key;
        std::vector<law::Finding>& found = out[of[i]];
        if (law::signed_after_number(papers[i])) found.push_back(law::late_signature(subject, papers[i]));
        if (witnesses[i]) found.push_back(law::late_record(subject, papers[i], papers[*witnesses[i]], *days));
    }
    return out;
}

}  // namespace

base::Status RecordSeries::add(Held<land::Supply>&& supply) {
    // Odd numbers between those of a series do not part it.
    if (series_.empty() || !supply.key.starts_with(series_)) {
        PANHUO_DO(finish());
        series_ = law::series_of(supply.key);
    }
    held_.push_back(std::move(supply));
    return base::Done{};
}

base::Status RecordSeries::finish() {
    std::vector<std::vector<law::Finding>> findings = findings_of(book_, held_);
    const std::vector<Held<land::Supply>> passing = std::exchange(held_, {});
    for (std::size_t i = 0; i < passing.size(); ++i) PANHUO_DO(visit_(passing[i], std::move(findings[i])));
    return base::Done{};
}

base::Result<std::vector<law::Finding>> record_findings(const Book& book, const Held<land::Supply>& supply,
                                                        store::Snapshot& snapshot) {
    const std::string series(law::series_of(supply.key));
    if (series.empty()) return std::vector<law::Finding>();
    PANHUO_TRY(const std::vector<Held<land::Supply>> all, book.supplies_of(series, snapshot));
    std::vector<std::vector<law::Finding>> findings = findings_of(book, all);
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].key == supply.key) return std::move(findings[i]);
    return std::vector<law::Finding>();
}

}  // namespace service
