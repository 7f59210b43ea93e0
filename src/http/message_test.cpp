#include "http/message.hpp"

#include "base/json.hpp"

#include <gtest/gtest.h>

namespace http {
namespace {

TEST(Target, PathAndParametersAreDecoded) {
    const auto target = read_target("/api/v1/parcel?id=%E6%99%8B%E6%94%BF%231&q=a+b&empty=&flag");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/api/v1/parcel");
    EXPECT_EQ(target->query.at("id"), "晋政#1");
    EXPECT_EQ(target->query.at("q"), "a b");
    EXPECT_EQ(target->query.at("empty"), "");
    EXPECT_EQ(target->query.at("flag"), "");
}

TEST(Target, APlusInThePathIsAPlus) { EXPECT_EQ(read_target("/a+b")->path, "/a+b"); }

TEST(Target, OfAParameterSaidTwiceTheFirstCounts) { EXPECT_EQ(read_target("/a?x=1&x=2")->query.at("x"), "1"); }

TEST(Target, WhatCannotBeDecodedIsRefused) {
    for (const char* bad : {"", "a", "/%", "/%4", "/%zz", "/%00", "/a?x=%00", "/%ff", "/a/../b", "/a/..", "/./a",
                            "/%2e%2e/etc/passwd", "/a\\b", "/%5c", "http://other/a", "*"})
        EXPECT_FALSE(read_target(bad)) << bad;
}

TEST(Request, CookiesAreFoundByTheirWholeName) {
    Request request;
    request.headers["cookie"] = "xpanhuo=1; panhuo=abc; panhuo2=3";
    EXPECT_EQ(request.cookie("panhuo"), "abc");
    EXPECT_EQ(request.cookie("missing"), "");
}

TEST(Problem, CarriesCodeAndBothLanguages) {
    const Response response = problem(base::Error{base::Code::RecordNotFound, {"x\"\xff"}});
    EXPECT_EQ(response.status, 404);
    EXPECT_EQ(response.type, "application/problem+json");
    const auto json = base::parse_json(response.body, "problem");
    ASSERT_TRUE(json.ok());
    EXPECT_EQ((*json)["code"], "RECORD_NOT_FOUND");
    EXPECT_FALSE((*json)["text"]["zh"].get<std::string>().empty());
    EXPECT_FALSE((*json)["text"]["en"].get<std::string>().empty());
}

}  // namespace
}  // namespace http
