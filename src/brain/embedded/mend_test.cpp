#include "brain/embedded/mend.hpp"

#include <gtest/gtest.h>

#include <string>

#include "brain/embedded/slots_for_tests.hpp"
#include "brain/learn/hints.hpp"

namespace errand::brain::embedded {
namespace {

using testing::slots_of;
using testing::Taken;
using testing::written;

std::string mended(std::string_view sentence, const Taken& taken) {
    const auto text = language::read_text(sentence);
    auto slots = slots_of(sentence, taken);
    mend_values(slots, learn::read_hints(text), text);
    return written(sentence, slots);
}

TEST(Mend, WhatJoinsTwoValuesBelongsToNeither) {
    EXPECT_EQ(mended("不要芹菜和豆皮", {{"avoid", "芹菜和"}, {"avoid", "豆皮"}}),
              "avoid=芹菜, avoid=豆皮");
    EXPECT_EQ(mended("no walnuts or celery", {{"avoid", "walnuts or celery"}}),
              "avoid=walnuts, avoid=celery");
}

TEST(Mend, NoNameEndsWithWhatLeadsOnOrAsksNicely) {
    EXPECT_EQ(mended("without celery thx", {{"avoid", "celery thx"}}), "avoid=celery");
    EXPECT_EQ(mended("a memo on rent and wages", {{"topic", "rent and"}}), "topic=rent and wages");
    EXPECT_EQ(mended("a couple of scones", {{"quantity", "a couple of"}, {"item", "scones"}}),
              "quantity=a couple of, item=scones");
    EXPECT_EQ(mended("note what I listen to", {{"fact", "what I listen to"}}),
              "fact=what I listen to");
}

TEST(Mend, HowMuchIsPartOfAWish) {
    EXPECT_EQ(mended("换再安静点的", {{"preference", "安静"}}), "preference=再安静点的");
    EXPECT_EQ(mended("安静的就行", {{"preference", "安静"}}), "preference=安静");
}

TEST(Mend, WhatItBelongsToIsNotHowItWasSaid) {
    EXPECT_EQ(mended("last month's bills", {{"period", "last month's"}}), "period=last month");
    EXPECT_EQ(mended("from Nonna's", {{"shop", "Nonna's"}}), "shop=Nonna's");
}

TEST(Mend, HowOftenIsNoPartOfWhatItMayCost) {
    EXPECT_EQ(mended("别超过三百一晚", {{"budget", "三百一"}}), "budget=三百");
}

TEST(Mend, WhichOfThemIsNoName) {
    EXPECT_EQ(mended("那双布鞋不合脚", {{"item", "那双布鞋"}}), "item=布鞋");
}

TEST(Mend, ThatAThingIsWornIsNoPartOfWhatFor) {
    EXPECT_EQ(mended("上班穿的皮鞋", {{"purpose", "上班穿"}}), "purpose=上班");
    EXPECT_EQ(mended("搬家要用的纸箱", {{"purpose", "搬家要用的"}}), "purpose=搬家");
}

}  // namespace
}  // namespace errand::brain::embedded
