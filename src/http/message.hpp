// Request and Response as the handlers see them: no socket, no library.
//
// A handler is a blocking function from one to the other, run on the server's pool; what it throws away costs nobody
// else. Names of headers are lower case. The path and the parameters are decoded UTF-8; a request whose target cannot
// be decoded never reaches a handler.
#pragma once

#include "base/further_code.hpp"
#include "base/json_fwd.hpp"
#include "base/result.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace http {

using Headers = std::map<std::string, std::string, std::less<>>;

struct Request {
    std::string method;  ///< GET, POST, PUT, DELETE; HEAD is answered as GET without its body
    std::string path;    ///< "/api/v1/status"
    std::map<std::string, std::string, std::less<>> query;
    Headers headers;
    std::string body;                ///< of routes that take it in memory
    std::string upload;              ///< path of the body on disk, for routes that stream it; gone after the handler
    std::string peer;                ///< address of the caller, or what a proxy on this machine says it is
    bool local = false;              ///< the caller is this machine, without a proxy between
    bool secure = false;             ///< TLS, here or at the proxy
    std::vector<std::string> parts;  ///< what the route's {…} stood for, in order

    /// A header or a parameter; empty where it is absent.
    const std::string& header(std::string_view name) const;
    const std::string& parameter(std::string_view name) const;
    /// A cookie's value; empty where it is absent.
    std::string cookie(std::string_view name) const;
};

/// What an answer goes on telling after its head (server-sent events). Asked now and then by the socket thread, so it
/// must be quick; of one connection only.
class Feed {
  public:
    virtual ~Feed() = default;
    /// What is new since the last call, ready to be sent; empty: nothing.
    virtual std::string more() = 0;
    /// Nothing will follow.
    virtual bool over() const = 0;
};

struct Response {
    int status = 200;
    std::string type = "application/json";
    std::vector<std::pair<std::string, std::string>> headers;
    std::string body;
    std::shared_ptr<const std::string> shared;  ///< instead of `body`: bytes that several answers use
    std::shared_ptr<Feed> feed;                 ///< instead of `body`: told as it comes, until it is over

    const std::string& bytes() const { return shared ? *shared : body; }
};

/// What the body of a route may be.
struct BodyRule {
    std::uint64_t limit = 0;  ///< bytes; 0: none at all
    bool to_disk = false;
};

/// Path and parameters of a request's target. Nothing if it holds broken percent signs, NUL, broken UTF-8, a
/// backslash or a ".." step.
struct Target {
    std::string path;
    std::map<std::string, std::string, std::less<>> query;
};
std::optional<Target> read_target(std::string_view target);

/// Compact JSON; broken UTF-8 becomes U+FFFD.
std::string dump(const base::Json& document);
Response json_response(int status, const base::Json& document);
/// RFC 9457: application/problem+json with our code, Chinese title, both languages in `detail`.
Response problem(const base::Error& error);

}  // namespace http
