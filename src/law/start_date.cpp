#include "law/start_date.hpp"

#include <algorithm>

namespace law {

namespace {

SupplementState state_of(const Supplement& one, const IdleLaw& law, Date as_of) {
    if (!one.agreed_start) return SupplementState::NoDate;
    if (!one.signed_on) return SupplementState::Unsigned;
    if (as_of < *one.signed_on) return SupplementState::NotYet;
    if (*one.agreed_start < *one.signed_on) return SupplementState::BackDated;
    const Date limit = one.signed_on->plus_years(static_cast<int>(law.extension_limit->value.num));
    return limit < *one.agreed_start ? SupplementState::TooLong : SupplementState::Valid;
}

void apply(StartDate& out, std::size_t index, Date agreed) {
    const bool doubtful =
        out.states[index] == SupplementState::BackDated || out.states[index] == SupplementState::TooLong;
    if (doubtful && out.on && agreed <= *out.on) return;
    out.on = agreed;
    out.by = StartDate::By::Supplement;
    out.supplement = index;
}

}  // namespace

StartDate start_date(const StartQuestion& question, const IdleLaw& law, Date as_of) {
    StartDate out;
    out.on = question.agreed;
    if (out.on) out.by = StartDate::By::Agreed;
    for (std::size_t i = 0; i < question.supplements.size(); ++i) {
        out.states.push_back(state_of(question.supplements[i], law, as_of));
        if (out.states[i] != SupplementState::NotYet && out.states[i] != SupplementState::NoDate)
            out.order.push_back(i);
    }
    std::stable_sort(out.order.begin(), out.order.end(), [&](std::size_t a, std::size_t b) {
        return question.supplements[a].signed_on < question.supplements[b].signed_on;
    });
    for (const std::size_t index : out.order) apply(out, index, *question.supplements[index].agreed_start);
    if (out.on || !question.delivered) return out;
    out.on = question.delivered->plus_years(static_cast<int>(law.years_after_delivery->value.num));
    out.by = StartDate::By::Delivery;
    return out;
}

}  // namespace law
