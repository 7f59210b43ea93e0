// Which parcels a caller asks for, in which order: the filters of GET /parcels.
#pragma once

#include "http/message.hpp"
#include "http/parcel_rows.hpp"

#include <optional>
#include <string>
#include <vector>

namespace http {

struct ParcelFilter {
    /// Column → wanted value; "-" asks for what is not stated. Status is an account code or its beginning.
    std::map<std::string, std::string> equal;
    std::string words;     ///< part of id, name or approval
    std::string severity;  ///< has a finding of it
    std::string sort = "";
    bool descending = false;

    /// Usage, naming the parameter that is not known.
    static base::Result<ParcelFilter> read(const Request& request);
    /// The same for the same question: names the selection.
    std::string name() const;
    std::vector<std::uint32_t> select(const ParcelRows& rows) const;

  private:
    void order(const ParcelRows& rows, std::vector<std::uint32_t>& found) const;
};

/// Sums over rows; a portion is not added where its plot is among them.
struct ParcelSums {
    base::Area area, unsupplied;
};
ParcelSums sums_of(const ParcelRows& rows, const std::vector<std::uint32_t>& found);

}  // namespace http
