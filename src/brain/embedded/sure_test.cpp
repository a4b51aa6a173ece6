#include "brain/embedded/sure.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "brain/embedded/slots_for_tests.hpp"
#include "brain/learn/hints.hpp"

namespace errand::brain::embedded {
namespace {

using testing::slots_of;
using testing::Taken;
using testing::written;

// What the sentence holds beside what was taken, as "slot=words" in its order.
std::string with_sure(std::string_view sentence, std::string_view skill, const Taken& taken = {}) {
    const auto text = language::read_text(sentence);
    auto slots = slots_of(sentence, taken);
    add_sure_values(slots, learn::read_hints(text), text, skill);
    return written(sentence, slots);
}

TEST(Sure, ANamedWorkIsWhatTheFilmIs) {
    EXPECT_EQ(with_sure("陪爸妈看《晚风》,三张", "film", {{"quantity", "三张"}}),
              "film=晚风, quantity=三张");
    EXPECT_EQ(with_sure("《晚风》那场换到八点", "film", {{"cinema", "晚风"}, {"when", "八点"}}),
              "film=晚风, when=八点");
    EXPECT_EQ(with_sure("买两本《晚风》", "shop", {{"quantity", "两本"}}), "quantity=两本");
}

TEST(Sure, AClauseBeginsWithATime) {
    EXPECT_EQ(
        with_sure("下午四点给前台送三份果盘", "food", {{"quantity", "三份"}, {"item", "果盘"}}),
        "when=下午四点, quantity=三份, item=果盘");
    EXPECT_EQ(with_sure("昨晚没吃饭,来份炒面", "food", {{"item", "炒面"}}), "item=炒面");
    EXPECT_EQ(with_sure("明天的票退了", "trip"), "");
    EXPECT_EQ(with_sure("明天晚上,改到后天", "ride", {{"when", "后天"}}), "when=后天");
}

TEST(Sure, ANumberCountsTheThingBehindIt) {
    EXPECT_EQ(with_sure("i need 6 bagels", "food", {{"item", "bagels"}}),
              "quantity=6, item=bagels");
    EXPECT_EQ(with_sure("room 6 wants bagels", "food", {{"item", "bagels"}}), "item=bagels");
}

TEST(Sure, AQuestionIsAskedWhole) {
    EXPECT_EQ(with_sure("will it snow on friday?", "search"), "query=will it snow on friday");
    EXPECT_EQ(with_sure("can you look up any news on the ferry strike", "search",
                        {{"query", "the ferry strike"}}),
              "query=any news on the ferry strike");
    EXPECT_EQ(with_sure("帮我查一下长江有多长", "search"), "query=长江有多长");
    EXPECT_EQ(with_sure("how far is it from Oslo to Bergen", "search",
                        {{"from", "Oslo"}, {"to", "Bergen"}}),
              "query=how far is it from Oslo to Bergen");
    EXPECT_EQ(with_sure("?", "search"), "");
}

TEST(Sure, AThingIsForSomebody) {
    EXPECT_EQ(with_sure("给奶奶挑条围巾", "shop", {{"item", "围巾"}}), "purpose=给奶奶, item=围巾");
    EXPECT_EQ(with_sure("给我买条围巾", "shop", {{"item", "围巾"}}), "item=围巾");
    EXPECT_EQ(with_sure("围巾送给", "shop", {{"item", "围巾"}}), "item=围巾");
}

TEST(Sure, ACallIsMadeForSomething) {
    EXPECT_EQ(
        with_sure("phone the garage to move my appointment", "call", {{"callee", "the garage"}}),
        "callee=the garage, purpose=move my appointment");
    EXPECT_EQ(with_sure("phone the garage", "call", {{"callee", "the garage"}}),
              "callee=the garage");
}

TEST(Sure, WhatIsToBeAskedGoesToTheEndOfItsClause) {
    EXPECT_EQ(with_sure("问问渔具店有没有蚯蚓,急", "call", {{"callee", "渔具店"}}),
              "callee=渔具店, purpose=有没有蚯蚓");
    EXPECT_EQ(with_sure("ring the depot and ask when the bin is emptied", "call",
                        {{"callee", "the depot"}, {"purpose", "when the bin"}}),
              "callee=the depot, purpose=when the bin is emptied");
}

TEST(Sure, AThingIsSentToSomebody) {
    EXPECT_EQ(with_sure("send the kettle to my aunt", "shop", {{"item", "kettle"}}),
              "item=kettle, deliver_to=my aunt");
    EXPECT_EQ(with_sure("add the kettle to the cart", "shop", {{"item", "kettle"}}), "item=kettle");
}

TEST(Sure, WhatADishComesWithIsWanted) {
    EXPECT_EQ(with_sure("porridge with figs", "food", {{"item", "porridge"}, {"avoid", "figs"}}),
              "item=porridge, option=figs");
    EXPECT_EQ(with_sure("nothing with figs", "food", {{"avoid", "figs"}}), "avoid=figs");
}

TEST(Sure, ANumberCountsAThingBehindItsChoices) {
    EXPECT_EQ(with_sure("来一双四十码的棉鞋", "shop", {{"option", "四十码"}, {"item", "棉鞋"}}),
              "quantity=一双, option=四十码, item=棉鞋");
}

TEST(Sure, WhatAThingIsUsedFor) {
    EXPECT_EQ(with_sure("爬山穿的外套", "shop", {{"item", "外套"}}), "purpose=爬山, item=外套");
    EXPECT_EQ(with_sure("装修要用的梯子", "shop", {{"item", "梯子"}}), "purpose=装修, item=梯子");
    EXPECT_EQ(with_sure("我穿的外套", "shop", {{"item", "外套"}}), "item=外套");
}

TEST(Sure, WhoStandsBehindTheVerbIsCalled) {
    EXPECT_EQ(with_sure("call a roofer to look at the leak", "call"),
              "callee=a roofer, purpose=look at the leak");
    EXPECT_EQ(with_sure("give me a call", "call"), "");
}

TEST(Sure, ASurnameEndsItsClause) {
    EXPECT_EQ(with_sure("订两位,我姓孟", "call", {{"people", "两位"}}), "people=两位, name=孟");
    EXPECT_EQ(with_sure("老百姓大药房", "call", {{"callee", "老百姓大药房"}}),
              "callee=老百姓大药房");
}

TEST(Sure, WhenItIsIsNoPartOfWhatIsAsked) {
    EXPECT_EQ(with_sure("问问花店周日开不开门", "call",
                        {{"callee", "花店"}, {"purpose", "周日开不开门"}}),
              "callee=花店, when=周日, purpose=开不开门");
}

TEST(Sure, AKitIsCountedBeforeWhatItIsFor) {
    EXPECT_EQ(with_sure("配一套滑雪的装备", "shop", {{"purpose", "滑雪"}}),
              "quantity=一套, purpose=滑雪");
}

TEST(Sure, WhatIsGivenBackOrLeftOutIsNamed) {
    EXPECT_EQ(with_sure("把锅退了吧", "shop"), "item=锅");
    EXPECT_EQ(with_sure("那碗面不要了", "food"), "item=面");
    EXPECT_EQ(with_sure("把那件外套换成大的", "shop"), "item=外套");
    EXPECT_EQ(with_sure("把门打开", "food"), "");
    EXPECT_EQ(with_sure("my brother cooked, forget the samosas", "food"), "item=samosas");
    EXPECT_EQ(with_sure("cancel the whole order", "food"), "");
}

TEST(Sure, SomeWordsAreValuesByThemselves) {
    EXPECT_EQ(with_sure("kettle in navy", "shop", {{"item", "kettle"}}),
              "item=kettle, option=navy");
    EXPECT_EQ(with_sure("买瓶红色墨水", "shop", {{"item", "红色墨水"}}), "item=红色墨水");
    EXPECT_EQ(with_sure("打个出租车去码头", "ride", {{"to", "码头"}}), "vehicle=出租车, to=码头");
    EXPECT_EQ(with_sure("no more payments without me", "grants"), "service=payments");
    EXPECT_EQ(with_sure("payments up to 40 are fine", "grants", {{"budget", "40"}}), "budget=40");
    EXPECT_EQ(
        with_sure("boots until 60 dollars", "shop", {{"item", "boots"}, {"option", "60 dollars"}}),
        "item=boots, budget=60 dollars");
}

}  // namespace
}  // namespace errand::brain::embedded
