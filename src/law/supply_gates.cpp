#include "law/supply_gates.hpp"

#include "base/result.hpp"
#include "base/text.hpp"
#include "law/portion_facts.hpp"

#include <algorithm>
#include <array>

namespace law {

namespace {

struct GateRow {
    std::string_view id, zh, en;
};
constexpr std::array<GateRow, 7> kGates{
    {{"compensation", "安置补偿落实到位", "compensation and resettlement carried out"},
     {"rights", "权利清晰、无争议", "clear rights, no dispute"},
     {"planning", "规划条件明确", "planning conditions fixed"},
     {"works", "动工所需基本条件（通路、通水、通电、平整）", "road, water, power, levelling"},
     {"soil", "土壤污染状况调查评审", "soil survey reviewed"},
     {"archaeology", "考古调查勘探", "archaeological survey"},
     {"violation", "违法用地处理到位", "violation settled"}}};

/// What is known of one condition, and by which facts.
struct Known {
    std::optional<bool> met;
    bool applies = true;
    Certainty certainty = Certainty::Unknown;
    std::vector<Reason> reasons;
};

class GateKeeper {
  public:
    GateKeeper(const PlotFacts& facts, const PortionJudgement& portion, const RulebookSet& books, Date as_of)
        : facts_(facts), portion_(portion), books_(books), as_of_(as_of), stages_(stages_of(facts)) {
        for (const auto& said : facts.readiness)
            if (said.record->on && *said.record->on <= as_of) seen_.push_back(&said);
        std::stable_sort(seen_.begin(), seen_.end(),
                         [](const auto* a, const auto* b) { return *a->record->on < *b->record->on; });
        for (const auto& said : facts.portions)
            if (subject_of(*said.record) == portion.subject) own_ = &said;
        PANHUO_ASSERT(own_ != nullptr || portion.cause == "unknown", "a cause that no portion states");
    }

    std::vector<Gate> all() const {
        std::vector<Gate> out;
        for (const GateRow& row : kGates) {
            const Parameter* rule = books_.parameter("gate." + std::string(row.id), as_of_);
            if (rule == nullptr || (rule->unit == "flag" && rule->value.num == 0)) continue;
            const Known known = know(row.id, *rule);
            if (known.applies) out.push_back(gate(row, *rule, known));
        }
        return out;
    }

  private:
    Known know(std::string_view id, const Parameter& rule) const {
        if (id == "compensation") return compensation();
        if (id == "works") return works(rule);
        if (id == "rights") return rights();
        if (id == "planning") return stated(&land::SiteReadiness::planning, "readiness.planning", {"规划", "控规"});
        if (id == "archaeology")
            return stated(&land::SiteReadiness::archaeology, "readiness.archaeology", {"文物", "考古"});
        return id == "soil" ? soil(rule) : violation();
    }
    Known compensation() const;
    Known works(const Parameter& rule) const;
    Known rights() const;
    Known soil(const Parameter& rule) const;
    Known violation() const;
    Known stated(std::string land::SiteReadiness::* field, const char* fact, std::vector<std::string_view> words) const;
    void by_ready(Known& out) const;
    Gate gate(const GateRow& row, const Parameter& rule, const Known& known) const;

    std::string land_entry() const { return facts_.plot.record != nullptr ? facts_.plot.entry : facts_.approval.entry; }

    const PlotFacts& facts_;
    const PortionJudgement& portion_;
    const RulebookSet& books_;
    Date as_of_;
    Stages stages_;
    std::vector<const Said<land::SiteReadiness>*> seen_;  ///< by the day, oldest first
    const Said<land::Portion>* own_ = nullptr;  ///< null where nobody divided the plot: then nobody stated a cause
};

/// Art 21(2): the stages of the book, and money village by village: one village unpaid leaves it open.
Known GateKeeper::compensation() const {
    Known out;
    bool proved = !facts_.expropriations.empty();
    for (const auto& said : facts_.expropriations) {
        const land::Expropriation& e = *said.record;
        if (e.on && as_of_ < *e.on) continue;
        proved = proved && !e.paper.empty();
        if (!e.payable || !e.paid || *e.payable <= *e.paid) continue;
        out.met = false;
        out.certainty = Certainty::Stated;
        out.reasons.push_back(
            {"expropriation.paid",
             std::to_string(e.paid->fen / 100) + " / " + std::to_string(e.payable->fen / 100) + " " + e.village,
             said.entry});
    }
    if (out.met) return out;
    out.met = stages_.all_expropriated();
    if (stages_.unexpropriated.is_positive()) {
        out.met = false;
        out.reasons.push_back({"unsupplied.unexpropriated", stages_.unexpropriated.m2_text(), land_entry()});
    } else if (stages_.unknown.is_positive()) {
        out.reasons.push_back({"unsupplied.stage_unknown", stages_.unknown.m2_text(), land_entry()});
    }
    if (!out.met) return out;
    out.certainty = *out.met && proved ? Certainty::Proved : Certainty::Stated;
    if (*out.met)
        for (const auto& said : facts_.expropriations)
            out.reasons.push_back({"expropriation.on", said.record->on ? said.record->on->iso() : "", said.entry});
    return out;
}

/// The land stands as ready: whoever said so said that every condition is met.
void GateKeeper::by_ready(Known& out) const {
    if (!stages_.all_ready()) return;
    out.met = true;
    out.certainty = Certainty::Inferred;
    out.reasons.push_back({"unsupplied.ready", (stages_.ready + stages_.in_process).m2_text(), land_entry()});
    for (const auto* said : seen_)
        if (said->record->ready) out.reasons.push_back({"readiness.ready", said->record->on->iso(), said->entry});
}

Known GateKeeper::stated(std::string land::SiteReadiness::* field, const char* fact,
                         std::vector<std::string_view> words) const {
    Known out;
    by_ready(out);
    if (portion_.cause == "gate_open") {
        const std::string& text = own_->record->cause_text;
        if (std::any_of(words.begin(), words.end(), [&](std::string_view word) { return base::contains(text, word); }))
            out = {false, true, Certainty::Stated, {{"portion.cause", text, own_->entry}}};
    }
    for (const auto* said : seen_) {
        const std::string& value = said->record->*field;
        if (value.empty()) continue;
        out = {value == "met",
               value != "exempt",
               said->record->paper.empty() ? Certainty::Stated : Certainty::Proved,
               {{fact, value + " " + said->record->on->iso(), said->entry}}};
    }
    return out;
}

Known GateKeeper::rights() const {
    Known out = stated(&land::SiteReadiness::rights, "readiness.rights", {});
    if (portion_.cause == "dispute" && out.certainty < Certainty::Stated)
        out = {false, true, Certainty::Stated, {{"portion.cause", portion_.cause, own_->entry}}};
    if (const auto* reserve = mortgaged_reserve(facts_, as_of_))
        out = {false, true, Certainty::Stated, {{"reserve.mortgaged", "yes", reserve->entry}}};
    return out;
}

/// An observation of the works names those that are done; without one nothing is known of any.
Known GateKeeper::works(const Parameter& rule) const {
    Known out;
    by_ready(out);
    if (out.met) return out;
    const Said<land::SiteReadiness>* last = nullptr;
    for (const auto* said : seen_)
        if (!said->record->works.empty()) last = said;
    if (last == nullptr) return out;
    const std::string lacking = works_lacking(*last->record, rule);
    out.met = lacking.empty();
    out.certainty = last->record->paper.empty() ? Certainty::Stated : Certainty::Proved;
    out.reasons.push_back({"readiness.works", last->record->works + " " + last->record->on->iso(), last->entry});
    if (!lacking.empty()) out.reasons.push_back({"readiness.works_lacking", lacking, last->entry});
    return out;
}

/// Asked of residential and public uses; of a use that nobody stated it is not known whether it is asked.
Known GateKeeper::soil(const Parameter& rule) const {
    Known out = stated(&land::SiteReadiness::soil, "readiness.soil", {"土壤", "污染"});
    const std::string use = facts_.plot.record != nullptr ? facts_.plot.record->use : "";
    const auto words = base::split(rule.word, ',');
    const bool asked = use.empty() || std::any_of(words.begin(), words.end(),
                                                  [&](std::string_view word) { return base::contains(use, word); });
    if (out.certainty < Certainty::Stated && !asked) out.applies = false;
    out.reasons.push_back({"plot.use", use, land_entry()});
    return out;
}

Known GateKeeper::violation() const {
    const bool built = portion_.cause == "used_without_supply" || (own_ != nullptr && own_->record->occupied == "yes");
    Known out;
    for (const auto* said : seen_) {
        const std::string& value = said->record->violation;
        if (value.empty()) continue;
        out = {value == "met",
               value != "exempt",
               said->record->paper.empty() ? Certainty::Stated : Certainty::Proved,
               {{"readiness.violation", value + " " + said->record->on->iso(), said->entry}}};
    }
    if (!out.met && !built) out.applies = false;
    if (built) out.reasons.push_back({"portion.cause", portion_.cause, own_->entry});
    return out;
}

Gate GateKeeper::gate(const GateRow& row, const Parameter& rule, const Known& known) const {
    Gate out{std::string(row.id), gate_text(row.id), known.met, {}};
    const char* code = !known.met ? "GATE_UNKNOWN" : *known.met ? "GATE_MET" : "GATE_MISSING";
    out.finding = make_finding(portion_.subject, code, row.id, known.met ? known.certainty : Certainty::Unknown,
                               {out.name.zh, out.name.en});
    out.finding.article = rule.citation;
    out.finding.reasons = known.reasons;
    if (rule.unit != "flag") out.finding.reasons.push_back(parameter_reason(rule));
    if (out.finding.reasons.empty()) out.finding.reasons.push_back({"readiness." + out.id, "", land_entry()});
    return out;
}

}  // namespace

base::Text gate_text(std::string_view id) {
    const auto row = std::find_if(kGates.begin(), kGates.end(), [&](const GateRow& r) { return r.id == id; });
    PANHUO_ASSERT(row != kGates.end(), "a gate without a name");
    return {std::string(row->zh), std::string(row->en)};
}

std::vector<Gate> supply_gates(const PlotFacts& facts, const PortionJudgement& portion, const RulebookSet& books,
                               Date as_of) {
    const bool goes_back = portion.route == "withdraw" || portion.route == "adjust" || portion.route == "none" ||
                           portion.route == "record_backfill";
    if (goes_back || !portion.area.is_positive()) return {};
    return GateKeeper(facts, portion, books, as_of).all();
}

}  // namespace law
