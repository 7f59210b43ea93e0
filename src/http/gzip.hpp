// Compression of answers: text beyond a packet's size, where the caller takes gzip.
#pragma once

#include "http/message.hpp"

namespace http {

/// Replaces the body by its gzip form and says so. Images, archives and short texts stay as they are.
void compress(const Request& request, Response& response);

}  // namespace http
