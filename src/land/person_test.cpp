#include "land/person.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace land {
namespace {

TEST(Person, NamesTokensAndListsOfThem) {
    for (const char* const holder :
         {"自然人44628839", "自然人187cee57、自然人44628839", "自然人187cee57 自然人44628839", "自然人187cee57等65人",
          "自然人187cee57户", "王某某", "王 某", "王　某", "张某,李某某", "张某某；李某", "欧阳某某", "王军",
          "某某等17户", "张某（个体）", "阿某·买某某", "县水利局、王某某"}) {
        EXPECT_TRUE(looks_like_person(holder)) << holder;
    }
}

TEST(Person, PostsAreNoNames) {
    for (const char* const post :
         {"副局长", "县自然资源局副局长", "镇长", "股负责人", "分管副县长", "网格员", "经办人员"})
        EXPECT_FALSE(names_person_for_post(post)) << post;
    for (const char* const name : {"王某某", "王军", "欧阳某某"}) EXPECT_TRUE(names_person_for_post(name)) << name;
    for (const char* const unit : {"", "自然资源局", "城南乡"}) EXPECT_FALSE(names_person_for_post(unit)) << unit;
}

TEST(Person, OrganisationsAlsoWithShortNames) {
    for (const char* const holder : {"",
                                     "林业局",
                                     "太原铁路局",
                                     "盛泉加油站",
                                     "新华书店",
                                     "国家电网",
                                     "中国移动",
                                     "县公司",
                                     "李家村",
                                     "城南乡",
                                     "商务局",
                                     "一师五团",
                                     "赵光农场",
                                     "龙湖生态园",
                                     "人民法院",
                                     "隰县一中学",
                                     "供电所",
                                     "某某建设",
                                     "教育局、财政局",
                                     "自然人187cee57和房地产开发有限公司",
                                     "自然人187cee57和镇乐园村民委员会（清新县壹鸣房地产开发有限公司）",
                                     "大同美运家园房地产开发有限公司",
                                     "阳光花园",
                                     "ABC",
                                     "12345"}) {
        EXPECT_FALSE(looks_like_person(holder)) << holder;
    }
}

std::string identity(const std::string& first17) { return first17 + identity_check_character(first17); }

TEST(Mask, PhonesAndIdentityNumbers) {
    const std::string number = identity("14103119800101001");  // made up
    EXPECT_EQ(mask_private("联系人电话：13812345678。"), "联系人电话：【手机号已隐去】。");
    EXPECT_EQ(mask_private("138-1234-5678/139 1234 5678"), "【手机号已隐去】/【手机号已隐去】");
    EXPECT_EQ(mask_private("身份证" + number + "号"), "身份证【身份证号已隐去】号");
    EXPECT_EQ(mask_private("电话１３８１２３４５６７８"), "电话【手机号已隐去】");
}

TEST(Mask, EverythingElseStays) {
    const std::string number = identity("14103119800101001");
    std::string wrong = number;
    wrong[17] = wrong[17] == '1' ? '2' : '1';
    for (const std::string& cell :
         {std::string("8.13820990753"), std::string("1.38123456781"), std::string("13812345678.5"),
          std::string("450103004003GB13812345678"), std::string("1410312012B00012"), std::string("138123456789"),
          std::string("12812345678"), wrong, identity("14103118000101001"),
          std::string("（１２．５）公顷，一二三四五六七八九十"), std::string("914403001922038216"),
          std::string("A13812345678"), std::string("138-12345-678")}) {
        EXPECT_EQ(mask_private(cell), cell);
    }
}

RC_GTEST_PROP(Mask, ReadsAnyBytesAndIsStable, (const std::string& bytes)) {
    const std::string once = mask_private(bytes + "13812345678 ");
    RC_ASSERT(mask_private(once) == once);
    looks_like_person(bytes);
}

}  // namespace
}  // namespace land
