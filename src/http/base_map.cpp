#include "http/base_map.hpp"

#include "base/json.hpp"
#include "base/text.hpp"

#include <algorithm>

namespace http {
namespace {

base::Error usage(const std::string& zh, const std::string& en) { return {base::Code::Usage, {base::both(zh, en)}}; }

bool plain(char letter) {
    return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9');
}

/// "https://host:port" of an address; nothing where it is not of that form. What passes here goes into a header: a host
/// is letters, digits, points and lines, a port is digits.
std::string origin_of(const std::string& url) {
    const std::string scheme = base::starts_with(url, "https://") ? "https://" : "http://";
    if (!base::starts_with(url, scheme)) return {};
    const std::size_t end = url.find('/', scheme.size());
    if (end == std::string::npos) return {};
    const std::string place = url.substr(scheme.size(), end - scheme.size());
    const std::size_t colon = std::min(place.find(':'), place.size());
    const auto of_host = [](char letter) { return plain(letter) || letter == '.' || letter == '-'; };
    const auto digit = [](char letter) { return letter >= '0' && letter <= '9'; };
    const auto port = place.begin() + static_cast<std::ptrdiff_t>(std::min(colon + 1, place.size()));
    const bool good = colon > 0 &&
                      std::all_of(place.begin(), place.begin() + static_cast<std::ptrdiff_t>(colon), of_host) &&
                      std::all_of(port, place.end(), digit) && (colon == place.size() || port != place.end());
    return good ? scheme + place : std::string();
}

}  // namespace

base::Result<BaseMap> read_base_map(const BaseMapOrder& order) {
    for (const char* part : {"{z}", "{x}", "{y}"}) {
        if (!base::contains(order.url, part))
            return usage("底图网址里没有 " + std::string(part) + "：" + order.url,
                         "the base map's address lacks " + std::string(part) + ": " + order.url);
    }
    if (order.grid != 3857 && order.grid != 4490)
        return usage("底图坐标系只能是 3857 或 4490", "the base map's grid is 3857 or 4490");
    BaseMap map{order.url, order.grid, order.credit, {}};
    if (base::starts_with(order.url, "/") && !base::starts_with(order.url, "//")) return map;
    map.origin = origin_of(order.url);
    if (map.origin.empty())
        return usage("底图网址要以 /、http:// 或 https:// 开头：" + order.url,
                     "the base map's address begins with /, http:// or https://: " + order.url);
    return map;
}

base::Json base_map_json(const BaseMap& map) {
    return {{"url", map.url}, {"grid", std::to_string(map.grid)}, {"credit", map.credit}};
}

}  // namespace http
