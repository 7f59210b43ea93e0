#include "service/listed_portion.hpp"

namespace service {

land::Portion portion_of_row(const std::string& key, const land::Stocklist& row) {
    land::Portion portion;
    portion.plot = "listed:" + key;
    portion.area = row.area;
    portion.cause = row.cause;
    portion.cause_text = row.cause_text;
    portion.route = row.route;
    portion.route_text = row.route_text;
    static_cast<land::Arrangement&>(portion) = row;
    portion.wanted = row.wanted;
    portion.occupied = row.occupied;
    portion.unchanged = row.unchanged;
    portion.remnant = row.remnant;
    portion.note = row.note;
    return portion;
}

land::Stocklist row_with(land::Stocklist row, const land::Portion& portion) {
    row.area = portion.area;
    row.cause = portion.cause;
    row.cause_text = portion.cause_text;
    row.route = portion.route;
    row.route_text = portion.route_text;
    static_cast<land::Arrangement&>(row) = portion;
    row.wanted = portion.wanted;
    row.occupied = portion.occupied;
    row.unchanged = portion.unchanged;
    row.remnant = portion.remnant;
    row.note = portion.note;
    return row;
}

}  // namespace service
