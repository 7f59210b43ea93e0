// Result<T>: the value, or the reason why there is none.
//
// For operations that can fail (a file is missing, a chain is broken). Not for facts about data: an import of
// 10,000 bad rows succeeds with 10,000 problems. Not for bugs: those are PANHUO_ASSERT.
// The class is [[nodiscard]]: an ignored failure does not compile.
#pragma once

#include "base/error.hpp"

#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace base {

template <class T>
class [[nodiscard]] Result {
  public:
    Result(T value) : state_(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}

    bool ok() const { return state_.index() == 0; }
    explicit operator bool() const { return ok(); }

    T& value() & { return std::get<0>(state_); }
    const T& value() const& { return std::get<0>(state_); }
    T&& value() && { return std::get<0>(std::move(state_)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }

    const Error& error() const& { return std::get<1>(state_); }
    Error&& error() && { return std::get<1>(std::move(state_)); }

  private:
    std::variant<T, Error> state_;
};

/// Success without a value.
struct Done {};
using Status = Result<Done>;

}  // namespace base

#define PANHUO_CONCAT2(a, b) a##b
#define PANHUO_CONCAT(a, b) PANHUO_CONCAT2(a, b)

/// `PANHUO_TRY(auto x, f());`: x becomes the value, or the enclosing function returns the error.
#define PANHUO_TRY(declaration, expression)                                                           \
    auto PANHUO_CONCAT(try_, __LINE__) = (expression);                                                \
    if (!PANHUO_CONCAT(try_, __LINE__).ok()) return std::move(PANHUO_CONCAT(try_, __LINE__)).error(); \
    declaration = std::move(PANHUO_CONCAT(try_, __LINE__)).value()

/// `PANHUO_DO(f());`: for results whose value does not matter.
#define PANHUO_DO(expression)                                         \
    do {                                                              \
        auto panhuo_done = (expression);                              \
        if (!panhuo_done.ok()) return std::move(panhuo_done).error(); \
    } while (false)

/// A bug, not a failure: stays on in release builds, prints where, and aborts before anything wrong is written.
#define PANHUO_ASSERT(condition, why)                                                                     \
    do {                                                                                                  \
        if (!(condition)) {                                                                               \
            std::fprintf(stderr, "panhuo: bug at %s:%d: %s (%s)\n", __FILE__, __LINE__, why, #condition); \
            std::abort();                                                                                 \
        }                                                                                                 \
    } while (false)
