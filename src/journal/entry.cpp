#include "journal/entry.hpp"

#include <algorithm>

namespace journal {
namespace {

using base::Code;
using base::Error;

constexpr std::string_view kMagic = "PHJE";
constexpr std::uint8_t kFormat = 1;
constexpr std::size_t kFixedBytes = 160;  // more than all fields of fixed size together

// ---- writing ----

template <class T>
void put_integer(std::string& out, T value) {
    const auto bits = static_cast<std::make_unsigned_t<T>>(value);
    for (std::size_t i = 0; i < sizeof(T); ++i) out += static_cast<char>((bits >> (8 * i)) & 0xff);
}

void put_hash(std::string& out, const base::Hash& hash) {
    out.append(reinterpret_cast<const char*>(hash.data()), hash.size());
}

void put_text(std::string& out, std::string_view text) {
    PANHUO_ASSERT(text.size() <= UINT32_MAX, "a field of an entry is longer than its length can say");
    put_integer(out, static_cast<std::uint32_t>(text.size()));
    out += text;
}

// ---- reading ----

/// Reads fields one after another; after the first that does not fit, `problem()` says why and all else is empty.
class Reader {
  public:
    explicit Reader(std::string_view bytes) : rest_(bytes) {}

    template <class T>
    T integer(const char* field) {
        const std::string_view raw = take(sizeof(T), field);
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < raw.size(); ++i) {
            bits |= std::uint64_t{static_cast<unsigned char>(raw[i])} << (8 * i);
        }
        return static_cast<T>(bits);
    }

    base::Hash hash(const char* field) {
        base::Hash out{};
        const std::string_view raw = take(out.size(), field);
        std::copy(raw.begin(), raw.end(), out.begin());  // nothing at all after a failure
        return out;
    }

    std::string text(const char* field) {
        const auto length = integer<std::uint32_t>(field);
        return std::string(take(length, field));
    }

    /// A byte that says whether an optional field follows.
    bool flag(const char* field) {
        const auto value = integer<std::uint8_t>(field);
        if (value > 1) fail(field);
        return value == 1;
    }

    void fail(const char* field) {
        if (problem_.empty()) problem_ = field;
        rest_ = {};
    }

    bool at_end() const { return rest_.empty(); }
    const std::string& problem() const { return problem_; }

  private:
    std::string_view take(std::size_t count, const char* field) {
        if (!problem_.empty() || count > rest_.size()) {
            fail(field);
            return {};
        }
        const std::string_view taken = rest_.substr(0, count);
        rest_.remove_prefix(count);
        return taken;
    }

    std::string_view rest_;
    std::string problem_;
};

template <class E>
E enumerator(Reader& in, const char* field, E first, E last) {
    const auto value = in.integer<std::uint8_t>(field);
    if (value < static_cast<std::uint8_t>(first) || value > static_cast<std::uint8_t>(last)) in.fail(field);
    return static_cast<E>(value);
}

/// Magic, format version and algorithm: what is needed to hash the bytes.
base::HashAlgorithm read_preamble(Reader& in) {
    for (const char expected : kMagic) {
        if (in.integer<std::uint8_t>("magic") != static_cast<std::uint8_t>(expected)) in.fail("magic");
    }
    if (in.integer<std::uint8_t>("format version") != kFormat) in.fail("format version");
    return enumerator(in, "algorithm", base::HashAlgorithm::Sm3, base::HashAlgorithm::Sha256);
}

void read_fields(Reader& in, Entry& entry) {
    entry.algorithm = read_preamble(in);
    entry.sequence = in.integer<std::uint64_t>("sequence");
    if (entry.sequence == 0) in.fail("sequence");
    entry.previous = in.hash("previous");
    entry.chain = in.text("chain");
    if (entry.chain.empty()) in.fail("chain");
    entry.command = in.text("command");
    entry.kind = in.text("kind");
    entry.key = in.text("key");
    entry.version = in.integer<std::uint32_t>("version");
    if (entry.version == 0) in.fail("version");
    entry.change = enumerator(in, "change", Change::New, Change::Retract);
    entry.state = enumerator(in, "state", State::Proposed, State::Rejected);
    entry.actor.id = in.text("actor id");
    entry.actor.role = in.text("actor role");
    entry.actor.office = in.text("actor office");
    entry.reason = in.text("reason");
    if (in.flag("source file")) entry.source.file = in.hash("source file");
    entry.source.sheet = in.text("source sheet");
    entry.source.cells = in.text("source cells");
    if (in.flag("effective date")) entry.effective = base::Date::from_days(in.integer<std::int32_t>("effective date"));
    entry.recorded_at = base::Instant::from_micros(in.integer<std::int64_t>("recorded time"));
    entry.original = in.text("original");
    entry.payload = in.text("payload");
}

/// What an error can call an entry whose bytes are not readable as a whole.
std::string best_name(const Entry& entry) {
    if (entry.sequence == 0) return "?";
    return entry_id(entry.chain.empty() ? "?" : entry.chain, entry.sequence);
}

base::Hash leaf_hash(base::HashAlgorithm algorithm, std::string_view bytes) {
    std::string leaf;
    leaf.reserve(bytes.size() + 1);
    leaf += '\0';
    leaf += bytes;
    return base::hash(algorithm, leaf);
}

}  // namespace

std::string_view change_name(Change change) {
    switch (change) {
        case Change::New:
            return "new";
        case Change::Correct:
            return "correct";
        case Change::Amend:
            return "amend";
        case Change::Retract:
            return "retract";
    }
    return "?";
}

std::string_view state_name(State state) {
    switch (state) {
        case State::Proposed:
            return "proposed";
        case State::Approved:
            return "approved";
        case State::Rejected:
            return "rejected";
    }
    return "?";
}

std::optional<Change> change_from_name(std::string_view name) {
    for (const Change change : {Change::New, Change::Correct, Change::Amend, Change::Retract}) {
        if (name == change_name(change)) return change;
    }
    return std::nullopt;
}

std::string bytes_of(const Entry& entry) {
    PANHUO_ASSERT(entry.sequence > 0 && !entry.chain.empty(), "an entry has a chain and a place in it");
    PANHUO_ASSERT(entry.version > 0, "versions run from 1");
    std::string out;
    out.reserve(kFixedBytes + entry.chain.size() + entry.command.size() + entry.kind.size() + entry.key.size() +
                entry.actor.id.size() + entry.actor.role.size() + entry.actor.office.size() + entry.reason.size() +
                entry.source.sheet.size() + entry.source.cells.size() + entry.original.size() + entry.payload.size());
    out += kMagic;
    put_integer(out, kFormat);
    put_integer(out, static_cast<std::uint8_t>(entry.algorithm));
    put_integer(out, entry.sequence);
    put_hash(out, entry.previous);
    for (const std::string* text : {&entry.chain, &entry.command, &entry.kind, &entry.key}) put_text(out, *text);
    put_integer(out, entry.version);
    put_integer(out, static_cast<std::uint8_t>(entry.change));
    put_integer(out, static_cast<std::uint8_t>(entry.state));
    for (const std::string* text : {&entry.actor.id, &entry.actor.role, &entry.actor.office, &entry.reason}) {
        put_text(out, *text);
    }
    put_integer(out, static_cast<std::uint8_t>(entry.source.file.has_value()));
    if (entry.source.file) put_hash(out, *entry.source.file);
    put_text(out, entry.source.sheet);
    put_text(out, entry.source.cells);
    put_integer(out, static_cast<std::uint8_t>(entry.effective.has_value()));
    if (entry.effective) put_integer(out, entry.effective->days());
    put_integer(out, entry.recorded_at.micros());
    put_text(out, entry.original);
    put_text(out, entry.payload);
    return out;
}

Encoded encode(const Entry& entry) {
    Encoded out{bytes_of(entry), {}};
    out.hash = leaf_hash(entry.algorithm, out.bytes);
    return out;
}

base::Result<Entry> decode(std::string_view bytes) {
    Reader in(bytes);
    Entry entry;
    read_fields(in, entry);
    if (in.problem().empty() && !in.at_end()) in.fail("bytes after the last field");
    if (!in.problem().empty()) return Error{Code::EntryMalformed, {best_name(entry), in.problem()}};
    return entry;
}

base::Result<base::Hash> hash_of(std::string_view bytes) {
    Reader in(bytes);
    const auto algorithm = read_preamble(in);
    if (!in.problem().empty()) return Error{Code::EntryMalformed, {"?", in.problem()}};
    return leaf_hash(algorithm, bytes);
}

std::string entry_id(std::string_view chain, std::uint64_t sequence) {
    return std::string(chain) + '/' + std::to_string(sequence);
}

}  // namespace journal
