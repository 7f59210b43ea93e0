#include "service/record_series.hpp"

#include "law/late_record.hpp"

#include <algorithm>
#include <utility>

namespace service {

namespace {

using Supplies = std::vector<Held<land::Supply>>;

/// The setting; a book adopted before there was one says nothing of late records.
const law::Parameter* late_days(const Book& book) {
    return book.rules.parameter("record.late_days", book.moment.as_of);
}

/// The contract, if it is there on the book's day.
std::optional<law::Numbered> paper_of(const Book& book, const Held<land::Supply>& supply) {
    const land::Supply& record = supply.record;
    if (!record.signed_on || *record.signed_on > book.moment.as_of) return std::nullopt;
    return law::Numbered{record.supervision_no, *record.signed_on, supply.entry};
}

/// For each supply of one series its witness, where it has one.
std::vector<const Held<land::Supply>*> witnesses_of(const Book& book, const Supplies& series, int days) {
    std::vector<law::Numbered> papers;
    std::vector<std::size_t> of;  // which supply each paper is
    for (std::size_t i = 0; i < series.size(); ++i) {
        std::optional<law::Numbered> paper = paper_of(book, series[i]);
        if (!paper) continue;
        papers.push_back(std::move(*paper));
        of.push_back(i);
    }
    std::vector<const Held<land::Supply>*> out(series.size(), nullptr);
    const auto found = law::witnesses(papers, days);
    for (std::size_t i = 0; i < papers.size(); ++i)
        if (found[i]) out[of[i]] = &series[of[*found[i]]];
    return out;
}

std::vector<law::Finding> findings_of(const Book& book, const law::Parameter& days, const Held<land::Supply>& supply,
                                      const Held<land::Supply>* witness) {
    std::vector<law::Finding> found;
    const std::optional<law::Numbered> own = paper_of(book, supply);
    if (!own) return found;
    const std::string subject = "supply:" + supply.key;
    if (law::signed_after_number(*own)) found.push_back(law::late_signature(subject, *own));
    if (witness != nullptr) found.push_back(law::late_record(subject, *own, *paper_of(book, *witness), days));
    return found;
}

/// The witness that a walk over the book found.
base::Result<std::optional<Held<land::Supply>>> kept_witness(const Book& book, const Witnesses& kept,
                                                             const std::string& key, store::Snapshot& snapshot) {
    const auto at = std::lower_bound(kept.begin(), kept.end(), key,
                                     [](const auto& each, const std::string& wanted) { return each.first < wanted; });
    if (at == kept.end() || at->first != key) return std::optional<Held<land::Supply>>();
    return book.supply(at->second, snapshot);
}

base::Result<std::optional<Held<land::Supply>>> read_witness(const Book& book, const law::Parameter& days,
                                                             const std::string& key, store::Snapshot& snapshot) {
    const std::string_view number = law::series_of(key);
    if (number.empty()) return std::optional<Held<land::Supply>>();
    PANHUO_TRY(const Supplies series, book.supplies_of(number, snapshot));
    const auto witnesses = witnesses_of(book, series, static_cast<int>(days.value.num));
    for (std::size_t i = 0; i < series.size(); ++i)
        if (series[i].key == key && witnesses[i] != nullptr) return std::optional(*witnesses[i]);
    return std::optional<Held<land::Supply>>();
}

}  // namespace

base::Status RecordSeries::add(Held<land::Supply>&& supply) {
    // Odd numbers between those of a series do not part it.
    if (series_.empty() || !supply.key.starts_with(series_)) {
        PANHUO_DO(pass());
        series_ = law::series_of(supply.key);
    }
    held_.push_back(std::move(supply));
    return base::Done{};
}

base::Status RecordSeries::pass() {
    const Supplies passing = std::exchange(held_, {});
    const law::Parameter* const days = late_days(book_);
    if (days == nullptr) {
        for (const Held<land::Supply>& supply : passing) PANHUO_DO(visit_(supply, {}));
        return base::Done{};
    }
    const auto witnesses = witnesses_of(book_, passing, static_cast<int>(days->value.num));
    for (std::size_t i = 0; i < passing.size(); ++i) {
        if (witnesses[i] != nullptr) witnesses_.emplace_back(passing[i].key, witnesses[i]->key);
        PANHUO_DO(visit_(passing[i], findings_of(book_, *days, passing[i], witnesses[i])));
    }
    return base::Done{};
}

base::Status RecordSeries::finish() {
    PANHUO_DO(pass());
    witnesses_.shrink_to_fit();
    book_.keep_witnesses(std::make_shared<const Witnesses>(std::move(witnesses_)));
    return base::Done{};
}

base::Result<std::vector<law::Finding>> record_findings(const Book& book, const Held<land::Supply>& supply,
                                                        store::Snapshot& snapshot) {
    const law::Parameter* const days = late_days(book);
    if (days == nullptr) return std::vector<law::Finding>();
    const std::shared_ptr<const Witnesses> kept = book.witnesses();
    PANHUO_TRY(const std::optional<Held<land::Supply>> witness, kept ? kept_witness(book, *kept, supply.key, snapshot)
                                                                     : read_witness(book, *days, supply.key, snapshot));
    return findings_of(book, *days, supply, witness ? &*witness : nullptr);
}

}  // namespace service
