// How fast the pure rooms are: folding supplies one by one (as an import does) and a linked county at once, payloads
// written and read, entries encoded and hashed.
#include "journal/entry.hpp"
#include "land/records.hpp"
#include "ledger/fold.hpp"

#include <benchmark/benchmark.h>

namespace {

land::Supply supply(std::int64_t n) {
    land::Supply s;
    char number[32];
    std::snprintf(number, sizeof number, "1410312015B%05d", static_cast<int>(n % 100'000));
    s.supervision_no = number;
    s.division = "141031";
    s.project = "示例项目（示例）";
    s.place = "隰县城南乡";
    s.area = base::Area::from_m2(10'000 + n % 5'000);
    s.existing_class = base::Area{};
    s.mode = "listing";
    s.mode_text = "挂牌出让";
    s.holder = "示例公司";
    s.signed_on = base::Date::from_ymd(2015, 3, 1);
    s.agreed_start = base::Date::from_ymd(2016, 3, 1);
    return s;
}

void FoldSingleSupplies(benchmark::State& state) {
    std::vector<std::vector<ledger::RecordVersion>> singles;
    for (std::int64_t n = 0; n < 1000; ++n) singles.push_back({{supply(n), std::nullopt, base::Date{}, "141031/1"}});
    std::int64_t postings = 0;
    for (auto _ : state) {
        for (const auto& single : singles)
            postings += static_cast<std::int64_t>(ledger::fold(single, {}).postings.size());
    }
    state.SetItemsProcessed(postings);
}
BENCHMARK(FoldSingleSupplies);

void FoldLinkedCounty(benchmark::State& state) {
    std::vector<ledger::RecordVersion> versions;
    const std::int64_t plots = state.range(0);
    land::Approval approval;
    approval.document_no = "示例批〔2015〕9001号";
    approval.total = base::Area::from_m2(20'000 * plots);
    approval.approved_on = base::Date::from_ymd(2014, 1, 1);
    versions.push_back({approval, std::nullopt, base::Date{}, "141031/1"});
    for (std::int64_t n = 0; n < plots; ++n) {
        land::Plot plot;
        plot.approval = approval.document_no;
        plot.number = std::to_string(n);
        plot.area = base::Area::from_m2(20'000);
        land::Link link;
        link.supply = supply(n).supervision_no;
        link.plot = approval.document_no + "#" + plot.number;
        versions.push_back({plot, std::nullopt, base::Date{}, "141031/2"});
        versions.push_back({supply(n), std::nullopt, base::Date{}, "141031/3"});
        versions.push_back({link, std::nullopt, base::Date{}, "141031/4"});
    }
    std::int64_t postings = 0;
    for (auto _ : state) postings += static_cast<std::int64_t>(ledger::fold(versions, {}).postings.size());
    state.SetItemsProcessed(postings);
}
BENCHMARK(FoldLinkedCounty)->Arg(100)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMillisecond);

void PayloadWrite(benchmark::State& state) {
    const land::Record record = supply(7);
    for (auto _ : state) benchmark::DoNotOptimize(land::payload_of(record));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(PayloadWrite);

void PayloadRead(benchmark::State& state) {
    const std::string payload = land::payload_of(supply(7));
    for (auto _ : state) {
        auto record = land::record_from_payload(land::Kind::Supply, payload);
        benchmark::DoNotOptimize(record);
    }
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(PayloadRead);

void EntryEncode(benchmark::State& state) {
    journal::Entry entry;
    entry.chain = "141031";
    entry.sequence = 1;
    entry.kind = "supply";
    entry.payload = land::payload_of(supply(7));
    entry.original = entry.payload;
    for (auto _ : state) benchmark::DoNotOptimize(journal::encode(entry));
    state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(EntryEncode);

}  // namespace

BENCHMARK_MAIN();
