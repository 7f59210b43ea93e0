// Compression of answers: text beyond a packet's size, where the caller takes gzip.
#pragma once

#include "http/message.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace http {

/// How hard to try: what is sent once must not cost more time than it saves, what is kept is sent often.
enum class Effort : std::uint8_t { OneAnswer, KeptText };

bool worth_gzip(std::size_t bytes);
std::string gzip(std::string_view text, Effort effort);
bool takes_gzip(const Request& request);

/// Replaces the body by its gzip form and says so. Images, archives, short texts and what is gzip already stay as they
/// are.
void compress(const Request& request, Response& response);
/// Lets an answer share a text and, where the caller takes it, its gzip form (empty: there is none).
void share(const Request& request, std::shared_ptr<const std::string> text, std::shared_ptr<const std::string> gzip,
           Response& response);

}  // namespace http
