#include "service/moment.hpp"

namespace service {

base::Result<Moment> read_moment(const Switches& switches, const base::Clock& clock) {
    Moment moment;
    moment.as_of = clock.now().shanghai_date();
    if (!switches.as_of.empty()) {
        const std::optional<base::Date> day = base::parse_iso_date(switches.as_of);
        if (!day) return base::Error{base::Code::DateInvalid, {switches.as_of}};
        moment.as_of = *day;
    }
    if (!switches.known_at.empty()) {
        PANHUO_TRY(moment.known_at, base::parse_instant(switches.known_at));
    }
    if (!switches.counting.empty()) {
        moment.counting_asked = ledger::counting_from_code(switches.counting);
        if (!moment.counting_asked) return base::Error{base::Code::Usage, {"counting: official | signed"}};
    }
    return moment;
}

}  // namespace service
