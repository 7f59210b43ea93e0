#include "intake/worker/xml_tags.hpp"

#include "base/text.hpp"
#include "base/utf8.hpp"

#include <cctype>
#include <charconv>
#include <cstdint>
#include <utility>

namespace intake::worker {

namespace {

constexpr std::size_t kLongestTag = 64 * 1024;

/// The character that 「#24180」 or 「#x5E74」 stands for.
std::optional<char32_t> numbered(std::string_view reference) {
    const bool hex = base::starts_with(reference, "#x");
    if (!hex && !base::starts_with(reference, "#")) return std::nullopt;
    reference.remove_prefix(hex ? 2 : 1);
    const char* const end = reference.data() + reference.size();
    std::uint32_t value = 0;
    const auto done = std::from_chars(reference.data(), end, value, hex ? 16 : 10);
    const bool character = value > 0 && value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
    if (done.ec != std::errc() || done.ptr != end || !character) return std::nullopt;
    return value;
}

std::optional<char32_t> character_of(std::string_view reference) {
    static constexpr std::pair<std::string_view, char> kNames[] = {
        {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
    for (const auto& [name, character] : kNames) {
        if (reference == name) return static_cast<char32_t>(character);
    }
    return numbered(reference);
}

std::string unescape(std::string_view xml) {
    constexpr std::size_t kLongestReference = 12;
    std::string text;
    for (std::size_t i = 0; i < xml.size(); ++i) {
        const std::size_t end = xml[i] == '&' ? xml.substr(i, kLongestReference).find(';') : std::string_view::npos;
        const auto character = end == std::string_view::npos ? std::nullopt : character_of(xml.substr(i + 1, end - 1));
        if (character) {
            base::utf8::append(text, *character);
            i += end;
        } else {
            text.push_back(xml[i]);
        }
    }
    return text;
}

}  // namespace

std::optional<std::string> attribute(std::string_view tag, std::string_view name) {
    for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
        std::size_t i = at + name.size();
        const bool whole = at > 0 && std::isspace(static_cast<unsigned char>(tag[at - 1])) != 0;
        if (!whole || i + 1 >= tag.size() || tag[i] != '=') continue;
        const char quote = tag[++i];
        const std::size_t end = tag.find(quote, i + 1);
        if ((quote != '"' && quote != '\'') || end == std::string_view::npos) continue;
        return unescape(tag.substr(i + 1, end - i - 1));
    }
    return std::nullopt;
}

std::string_view element_of(std::string_view tag) {
    std::string_view word = tag.substr(0, tag.find_first_of(" \t\r\n"));
    if (word.size() > 1 && word.back() == '/') word.remove_suffix(1);
    if (const std::size_t colon = word.find(':'); colon != std::string_view::npos) {
        if (word.front() != '/') return word.substr(colon + 1);
    }
    return word;
}

std::string_view TagPieces::add(std::string_view piece) {
    text_.erase(0, done_);
    done_ = 0;
    if (piece.empty()) {
        text_.clear();
        return {};
    }
    text_.append(piece);
    const std::size_t last_open = text_.rfind('<');
    const bool cut = last_open != std::string::npos && text_.find('>', last_open) == std::string::npos;
    done_ = cut ? last_open : text_.size();
    const std::string_view whole(text_.data(), done_);
    // A tag that long is none of ours: it is let go, or it would be joined to every piece that follows.
    if (text_.size() - done_ > kLongestTag) done_ = text_.size();
    return whole;
}

}  // namespace intake::worker
