// Scopes (「2009年至2023年已批准…未完成供应的土地」) and development zones with their level.
#include "law/notice_parts.hpp"

#include <algorithm>

namespace law::notice {

namespace {

using namespace std::string_view_literals;

bool speaks_of_unsupplied(View text) {
    return has_any(text, {U"批而未供", U"未完成供应", U"未供应", U"尚未供地", U"未供地", U"未完成供地"}) &&
           has(text, U"批");
}

bool speaks_of_idle(View text) { return has_any(text, {U"闲置土地", U"闲置用地", U"土地闲置"}); }

/// Which of the two stocks a sentence bounds. Both: the nearer to the years.
std::string bounded(View text, const Years& years) {
    const View after = text.substr(years.end);
    const std::size_t idle = after.find(U"闲置");
    const std::size_t other = std::min(after.find(U"批"), after.find(U"未供"));
    if (idle < other) return "idle";
    if (speaks_of_unsupplied(text) && other != kNowhere) return "unsupplied";
    return speaks_of_idle(text) && idle != kNowhere ? "idle" : "";
}

/// What the years of idle land count: the word nearest behind them, else any in the sentence.
std::string since_of(View text, const Years& years) {
    for (const View words : {text.substr(years.end), text}) {
        std::size_t supply = kNowhere;
        std::size_t idleness = kNowhere;
        for (const View word : {U"供应的"sv, U"供地的"sv, U"出让的"sv, U"供应后"sv, U"供应土地"sv, U"出让、"sv})
            supply = std::min(supply, words.find(word));
        for (const View word : {U"认定"sv, U"构成闲置"sv}) idleness = std::min(idleness, words.find(word));
        if (supply != idleness) return supply < idleness ? "supply" : "idleness";
    }
    return {};
}

void add_scope(const Pages& pages, NoticeDraft& draft, const Block& block, View text, const Years& years) {
    NoticeScope out;
    out.stock = bounded(text, years);
    const auto same = [&](const NoticeScope& one) { return one.stock == out.stock; };
    if (out.stock.empty() || std::any_of(draft.scopes.begin(), draft.scopes.end(), same)) return;
    out.from_year = years.from;
    out.to_year = years.to;
    if (out.stock == "idle") out.since = since_of(text, years);
    out.expropriation_only = out.stock == "unsupplied" && has(text, U"征收") && !has_any(text, {U"转用", U"农转用"});
    out.source = pages.source(block, text);
    draft.scopes.push_back(std::move(out));
}

std::string level_of(View before) {
    if (ends(before, U"国家级")) return "national";
    if (ends(before, U"省级")) return "provincial";
    return ends(before, U"市级") || ends(before, U"县级") ? "lower" : "not_stated";
}

constexpr View kZoneWords[] = {U"转型综合改革示范区",
                               U"经济技术开发区",
                               U"高新技术产业开发区",
                               U"经济开发区",
                               U"高新区",
                               U"经开区",
                               U"示范区",
                               U"开发区",
                               U"产业园区",
                               U"工业园区"};

/// A zone that acts (its committee is addressed or is a member), named by the longest word.
void find_zone(const Pages& pages, NoticeDraft& draft, const Block& block, View text) {
    for (const View word : kZoneWords)
        for (std::size_t at = text.find(word); at != kNowhere; at = text.find(word, at + 1)) {
            const View after = text.substr(at + word.size());
            const bool acts = starts(after, U"管委会") || starts(after, U"管理委员会") || starts(after, U"园区运营") ||
                              starts(after, U"党工委");
            if (!acts) continue;
            const std::string name = encode(word);
            const auto same = [&](const NoticeZone& one) { return has(decode(one.name), word) || one.name == name; };
            if (std::any_of(draft.zones.begin(), draft.zones.end(), same)) return;
            draft.zones.push_back({name, level_of(text.substr(0, at)), pages.source(block, text)});
            return;
        }
}

/// 「以平台数据为准，2009年至2022年批准的批而未供土地2860公顷」 says what is counted: one span of years for a stock is
/// its scope; several are bands.
void read_counted(const Pages& pages, NoticeDraft& draft, const Block& block, View text) {
    const bool counts = has_any(text, {U"为准", U"截至", U"现有", U"共有", U"尚有"});
    std::map<std::string, std::vector<Years>> spans;
    if (counts)
        for (const Years& years : year_ranges(text)) {
            const bool until = years.begin >= 2 && starts(text.substr(years.begin - 2), U"截");
            if (!until && years.from) spans[bounded(text, years)].push_back(years);
        }
    for (const auto& [stock, said] : spans)
        if (said.size() == 1) add_scope(pages, draft, block, text, said.front());
}

}  // namespace

void read_scopes(Pages& pages, NoticeDraft& draft) {
    for (const bool in_scope_section : {true, false})
        each_sentence(pages, [&](const Block& block, std::size_t, View text) {
            if (under(block, {U"范围", U"对象"}) != in_scope_section) return;
            if (!in_scope_section && (!percents(text).empty() || !areas(text).empty())) return;  // a target's band
            if (!in_scope_section && has_any(text, {U"撤回", U"撤销", U"调整批文"})) return;  // a condition of a route
            for (const Years& years : year_ranges(text)) {
                const bool until = years.begin >= 2 && starts(text.substr(years.begin - 2), U"截");
                if (in_scope_section || !until) add_scope(pages, draft, block, text, years);
            }
        });
    for (const Block& block : pages.blocks)
        for (const Chars& sentence : block.sentences)
            if (!areas(sentence).empty()) read_counted(pages, draft, block, sentence);
    each_sentence(pages, [&](const Block&, std::size_t, View text) {
        if (has_any(text, {U"系统", U"平台"}) &&
            has_any(text, {U"数据为准", U"系统为准", U"数据为依据", U"数据进行考核", U"认定数据"}))
            draft.counting_stated = true;
    });
}

/// A stock with one target only, and that for a span of years (「对2010年以来供应的闲置土地，处置率达…」): the span is
/// its scope.
void adopt_bands(NoticeDraft& draft) {
    for (NoticeTarget& target : draft.targets) {
        const auto of_stock = [&](const auto& one) { return one.stock == target.stock; };
        const bool single = std::count_if(draft.targets.begin(), draft.targets.end(), of_stock) == 1;
        const bool scoped = std::any_of(draft.scopes.begin(), draft.scopes.end(), of_stock);
        if (!single || scoped || !target.from_year || (target.stock != "unsupplied" && target.stock != "idle"))
            continue;
        NoticeScope out{target.stock, target.from_year, target.to_year, "", false, target.source};
        const Chars words = decode(target.source.sentence);
        if (target.stock == "idle" && has_any(words, {U"供应的", U"供地的", U"出让的"})) out.since = "supply";
        if (target.stock == "unsupplied") out.expropriation_only = has(words, U"征收") && !has(words, U"转用");
        target.from_year.reset();
        target.to_year.reset();
        draft.scopes.push_back(std::move(out));
    }
}

/// A level matters where a rule of the notice hangs on it (「省级以上开发区」 get a task of their own).
void read_zones(Pages& pages, NoticeDraft& draft) {
    const Block* rule = nullptr;
    for (const Block& block : pages.blocks)
        if (has_any(block.text, {U"省级以上开发区", U"省级及以上开发区", U"国家级开发区", U"省级开发区"}))
            rule = &block;
    if (rule == nullptr) return;
    each_sentence(pages, [&](const Block& block, std::size_t, View text) { find_zone(pages, draft, block, text); });
    for (NoticeZone& zone : draft.zones) zone.source.clause = rule->clause;
}

}  // namespace law::notice
