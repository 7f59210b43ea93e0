// Judging: a million synthetic supplies, and the published supplies of a province where their file is named.
//   judge_bench [FILE.csv]      reads the columns 约定开工时间, 约定交地时间, 约定竣工时间, 实际开工时间, 实际竣工时间
#include "base/files.hpp"
#include "base/text.hpp"
#include "law/idle_law.hpp"
#include "law/judgement.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <random>
#include <string>
#include <vector>

namespace {

using base::Date;

struct Parcel {
    land::Supply supply;
    std::vector<land::Progress> progress;
};

land::Progress seen(const char* event, Date on, const char* work) {
    land::Progress out;
    out.event = event;
    out.on = on;
    out.work = work;
    return out;
}

/// A mix as a county has it: half silent, the rest seen unstarted, started, stopped, finished.
std::vector<Parcel> synthetic(std::size_t count, std::mt19937& random) {
    const Date first = *Date::from_ymd(2009, 1, 1);
    std::vector<Parcel> out(count);
    for (Parcel& one : out) {
        const Date start = first.plus_days(static_cast<int>(random() % 5500));
        if (random() % 10 != 0) one.supply.agreed_start = start;
        one.supply.agreed_finish = start.plus_years(2);
        switch (random() % 8) {
            case 0:
                one.progress.push_back(seen("no_start", start.plus_days(static_cast<int>(random() % 1500)), ""));
                break;
            case 1:
                one.supply.actual_start = start.plus_days(30);
                break;
            case 2:
                one.progress = {seen("start", start, "pit_done"), seen("stop", start.plus_days(200), "")};
                break;
            case 3:
                one.supply.actual_start = start;
                one.supply.actual_finish = start.plus_years(2);
                break;
            default:
                break;
        }
    }
    return out;
}

std::vector<Parcel> published(const std::string& path) {
    const auto text = base::read_file(path);
    if (!text.ok()) return {};
    std::vector<Parcel> out;
    std::vector<std::string> head;
    for (const std::string_view line : base::split(*text, '\n')) {
        const auto cells = base::split(line, ',');
        if (head.empty()) {
            head.assign(cells.begin(), cells.end());
            continue;
        }
        if (cells.size() != head.size()) continue;
        Parcel one;
        const auto date = [&](const char* name, std::optional<Date>& into) {
            const auto at = static_cast<std::size_t>(std::find(head.begin(), head.end(), name) - head.begin());
            if (at == head.size()) return;
            const base::ReadDate read = base::read_date(cells[at]);
            if (read.outcome == base::ReadDate::Outcome::Date) into = read.date;
        };
        date("约定开工时间", one.supply.agreed_start);
        date("约定竣工时间", one.supply.agreed_finish);
        date("实际开工时间", one.supply.actual_start);
        date("实际竣工时间", one.supply.actual_finish);
        out.push_back(std::move(one));
    }
    return out;
}

/// What was judged, how long it took on one core, and how often each answer came.
struct Run {
    std::size_t count = 0;
    double seconds = 0;
    std::vector<std::size_t> kinds = std::vector<std::size_t>(12);
};

/// Judges each of them once; the clock runs only while it judges.
void judge(const std::vector<Parcel>& parcels, const law::IdleLaw& law, Date as_of, law::Depth depth, Run& run) {
    std::vector<law::SupplyFacts> facts;
    for (const Parcel& one : parcels) {
        law::SupplyFacts& out = facts.emplace_back();
        out.subject = "supply:1402002011B01945";
        out.supply = {&one.supply, "141031/57"};
        for (const land::Progress& said : one.progress) out.progress.push_back({&said, "141031/58"});
    }
    const auto begin = std::chrono::steady_clock::now();
    for (const law::SupplyFacts& one : facts)
        ++run.kinds[static_cast<std::size_t>(law::judge_supply(one, &law, as_of, depth).judgement)];
    run.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    run.count += parcels.size();
}

void report(const char* what, const Run& run) {
    const auto count = static_cast<double>(run.count);
    std::printf("%-44s %9.0f  %6.3f s  %9.0f a second\n", what, count, run.seconds, count / run.seconds);
    for (std::size_t kind = 0; kind < run.kinds.size(); ++kind)
        if (run.kinds[kind] != 0)
            std::printf("    %-20s %zu\n", std::string(law::judgement_code(static_cast<law::Judgement>(kind))).c_str(),
                        run.kinds[kind]);
}

}  // namespace

int main(int argc, char** argv) {
    const Date as_of = *Date::from_ymd(2024, 6, 30);
    const auto begin = std::chrono::steady_clock::now();
    const auto books = law::load("xixian-2024");
    if (!books.ok()) {
        std::fprintf(stderr, "judge_bench: %s\n", books.error().text().en.c_str());
        return 3;
    }
    const std::chrono::duration<double> loaded = std::chrono::steady_clock::now() - begin;
    std::printf("%-44s %9s  %6.3f s\n", "rulebooks read, their tables proved", "", loaded.count());
    const auto law = law::IdleLaw::on(*books, as_of);
    // A million different parcels, made and judged by the hundred thousand, so that they need not all be held at once.
    std::mt19937 random(20240319);
    Run answers, reasons;
    for (int batch = 0; batch < 10; ++batch) {
        const std::vector<Parcel> parcels = synthetic(100'000, random);
        judge(parcels, *law, as_of, law::Depth::Answer, answers);
        if (batch == 0) judge(parcels, *law, as_of, law::Depth::Reasons, reasons);
    }
    report("synthetic supplies, answers", answers);
    report("synthetic supplies, with reasons", reasons);
    if (argc < 2) return 0;
    const std::vector<Parcel> real = published(argv[1]);
    Run real_answers, real_reasons;
    judge(real, *law, as_of, law::Depth::Answer, real_answers);
    judge(real, *law, as_of, law::Depth::Reasons, real_reasons);
    report("published supplies, answers", real_answers);
    report("published supplies, with reasons", real_reasons);
    return 0;
}
