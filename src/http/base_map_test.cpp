// The base map's address: what may be named, and the one host that the policy then lets in.
#include "http/base_map.hpp"

#include <gtest/gtest.h>

namespace http {
namespace {

std::string origin(const std::string& url) {
    const base::Result<BaseMap> map = read_base_map({url, 4490, "国家基础地理信息中心"});
    return map.ok() ? map->origin : "refused";
}

TEST(BaseMap, of_our_own_host_it_opens_nothing) {
    EXPECT_EQ(origin("/base/{z}/{x}/{y}.png"), "");
    EXPECT_EQ(origin("//elsewhere.example/{z}/{x}/{y}"), "refused") << "two strokes name another host";
}

TEST(BaseMap, of_another_host_only_that_one_is_let_in) {
    EXPECT_EQ(origin("https://t0.tianditu.gov.cn/img_c/wmts?TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk=K"),
              "https://t0.tianditu.gov.cn");
    EXPECT_EQ(origin("http://10.1.2.3:8088/{z}/{x}/{y}"), "http://10.1.2.3:8088");
}

TEST(BaseMap, an_address_cannot_write_into_the_policy) {
    for (const char* url :
         {"https://a; script-src */{z}/{x}/{y}", "https://a b/{z}/{x}/{y}", "https://*/{z}/{x}/{y}",
          "https://a'/{z}/{x}/{y}", "https:///{z}/{x}/{y}", "https://a:/{z}/{x}/{y}", "https://a:80;x/{z}/{x}/{y}",
          "https://user@a/{z}/{x}/{y}", "javascript:{z}{x}{y}", "https://{z}{x}{y}", "ftp://a/{z}/{x}/{y}"})
        EXPECT_EQ(origin(url), "refused") << url;
}

TEST(BaseMap, what_is_missing_is_named) {
    const base::Result<BaseMap> map = read_base_map({"https://a/{z}/{x}.png", 3857, ""});
    ASSERT_FALSE(map.ok());
    EXPECT_NE(map.error().text().en.find("{y}"), std::string::npos);
    EXPECT_FALSE(read_base_map({"/{z}/{x}/{y}", 4326, ""}).ok());
}

}  // namespace
}  // namespace http
