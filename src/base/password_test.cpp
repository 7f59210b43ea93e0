// Password hashes: they fit their password and nothing else, cost what they shall, and are bounded in number.
#include "base/password.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>
#include <vector>

namespace base {
namespace {

TEST(Password, FitsItsOwnHashAndNoOther) {
    const std::string hash = hash_password("批而未用 Abc-123").value();
    EXPECT_TRUE(password_matches(hash, "批而未用 Abc-123").value());
    for (const char* wrong : {"", "批而未用 Abc-124", "批而未用 abc-123", "批而未用 Abc-123 "}) {
        EXPECT_FALSE(password_matches(hash, wrong).value()) << wrong;
    }
}

TEST(Password, CostsWhatTheProfileSays) {
    const std::string one = hash_password("x").value();
    EXPECT_EQ(one.rfind("$argon2id$v=19$m=47104,t=1,p=1$", 0), 0U) << one;
    EXPECT_NE(one, hash_password("x").value()) << "each hash has a salt of its own";
}

TEST(Password, WhatIsNoHashMatchesNothing) {
    for (const std::string& text : {std::string(), std::string("$argon2id$"), std::string(5000, 'a'),
                                    std::string("plain"), std::string("$argon2id\0", 10)}) {
        EXPECT_FALSE(password_matches(text, "").value());
        EXPECT_FALSE(password_matches(text, "plain").value());
    }
}

TEST(Password, ManyAtOnceAllGetTheirTurn) {
    const std::string hash = hash_password("turn").value();
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 6; ++i) {
        threads.emplace_back([&] {
            const Result<bool> fits = password_matches(hash, "turn");
            if (fits.ok() && *fits) ++right;
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(right, 6);
}

TEST(Password, TheQueueIsBounded) {
    const std::string hash = hash_password("queue").value();
    std::atomic<int> busy{0};
    std::atomic<int> right{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 70; ++i) {  // two run, fifty wait
        threads.emplace_back([&] {
            const Result<bool> fits = password_matches(hash, "queue");
            if (!fits.ok()) {
                EXPECT_EQ(fits.error().code, Code::HashingBusy);
                ++busy;
            } else if (*fits) {
                ++right;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(busy + right, 70);
    EXPECT_GE(right, 52);
}

TEST(Password, AWipedTextIsEmpty) {
    std::string secret = "a secret that is longer than the short string buffer";
    const char* where = secret.data();
    wipe(secret);
    EXPECT_TRUE(secret.empty());
    EXPECT_EQ(where[0], '\0');
}

}  // namespace
}  // namespace base
