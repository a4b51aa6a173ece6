#include "brain/embedded/edges.hpp"

#include <gtest/gtest.h>

#include <string>

#include "brain/embedded/slots_for_tests.hpp"

namespace errand::brain::embedded {
namespace {

using testing::slots_of;
using testing::Taken;
using testing::written;

std::string mended(std::string_view skill, std::string_view sentence, const Taken& taken) {
    const auto text = language::read_text(sentence);
    auto slots = slots_of(sentence, taken);
    mend_edges(slots, text, skill);
    return written(sentence, slots);
}

TEST(Edges, NoNameHoldsHalfAWord) {
    EXPECT_EQ(mended("trip", "想去喀什大概六天", {{"to", "喀什大"}}), "to=喀什");
    EXPECT_EQ(mended("guide", "公积金提取流程", {{"procedure", "公积金提取流"}}),
              "procedure=公积金提取");
    EXPECT_EQ(mended("study", "椭圆方程怎么列", {{"subject", "么列"}}), "subject=列");
    EXPECT_EQ(mended("trip", "去云南大学", {{"to", "云南大"}}), "to=云南大");
}

TEST(Edges, HowManyMoreBelongsToWhatIsDone) {
    EXPECT_EQ(mended("food", "豆腐脑少要两碗", {{"item", "豆腐脑少"}, {"quantity", "两碗"}}),
              "item=豆腐脑, quantity=两碗");
    EXPECT_EQ(mended("shop", "买点多肉", {{"item", "多肉"}}), "item=多肉");
}

TEST(Edges, WhatIsToBeWrittenDownIsANote) {
    EXPECT_EQ(mended("food", "备注一下汤分开装", {{"note", "一下汤分开装"}}), "note=汤分开装");
    EXPECT_EQ(mended("food", "炒面一份,备注:酱分开", {{"item", "炒面"}, {"option", "酱分开"}}),
              "item=炒面, note=酱分开");
}

TEST(Edges, ARefusalBelongsToTheNote) {
    EXPECT_EQ(mended("food", "soup, please don't use the buzzer", {{"note", "use the buzzer"}}),
              "note=don't use the buzzer");
    EXPECT_EQ(mended("food", "包子两个,不要敲门", {{"note", "敲门"}}), "note=不要敲门");
    EXPECT_EQ(mended("food", "我要放前台", {{"note", "放前台"}}), "note=放前台");
}

TEST(Edges, AMeasureWithoutANumberCountsNothing) {
    EXPECT_EQ(mended("food", "a bowl of laksa", {{"quantity", "a bowl of"}, {"item", "laksa"}}),
              "item=laksa");
    EXPECT_EQ(mended("food", "two cups of chai", {{"quantity", "two cups of"}, {"item", "chai"}}),
              "quantity=two cups, item=chai");
    EXPECT_EQ(mended("food", "a couple of buns", {{"quantity", "a couple of"}, {"item", "buns"}}),
              "quantity=a couple of, item=buns");
}

TEST(Edges, WhatHoldsNoNumeralCountsNothing) {
    EXPECT_EQ(mended("shop", "两件T恤", {{"quantity", "两件"}}), "quantity=两件");
    EXPECT_EQ(mended("shop", "白色的T恤", {{"quantity", "T恤"}}), "item=T恤");
}

TEST(Edges, ANumberBeforeANameIsAllThatCounts) {
    EXPECT_EQ(mended("food", "with four rotis", {{"quantity", "four rotis"}}),
              "quantity=four, item=rotis");
    EXPECT_EQ(mended("shop", "kitchen towel, four rolls",
                     {{"item", "kitchen towel"}, {"quantity", "four rolls"}}),
              "item=kitchen towel, quantity=four rolls");
    EXPECT_EQ(mended("shop", "four bottles", {{"quantity", "four bottles"}}),
              "quantity=four bottles");
}

TEST(Edges, ASizeIsNoPartOfAName) {
    EXPECT_EQ(mended("food", "small veggie pizza", {{"option", "small veggie"}, {"item", "pizza"}}),
              "option=small, item=veggie pizza");
}

TEST(Edges, WhatMustNotBeThereIsNoChoice) {
    EXPECT_EQ(mended("food", "拌面,不要花生碎", {{"option", "不要花生碎"}}), "avoid=花生碎");
    EXPECT_EQ(mended("food", "拌面,不要辣椒油", {{"option", "不要辣椒油"}}), "avoid=辣椒油");
    EXPECT_EQ(mended("food", "拌面,不要太咸", {{"option", "不要太咸"}}), "option=不要太咸");
    EXPECT_EQ(mended("food", "拌面,不要辣", {{"option", "不要辣"}}), "option=不要辣");
}

TEST(Edges, NoNameEndsAsAQualityDoes) {
    EXPECT_EQ(mended("food", "来碗凉的", {{"item", "凉的"}}), "option=凉");
    EXPECT_EQ(mended("shop", "要耐磨的拖鞋", {{"preference", "耐磨"}, {"item", "拖鞋"}}),
              "preference=耐磨的, item=拖鞋");
    EXPECT_EQ(mended("ride", "便宜点的车", {{"preference", "便宜点"}}), "preference=便宜点的");
}

TEST(Edges, HowABoundIsSaidIsNoPartOfIt) {
    EXPECT_EQ(mended("shop", "a rug, 90 tops", {{"budget", "90 tops"}}), "budget=90");
    EXPECT_EQ(mended("trip", "五百一晚以内", {{"budget", "五百一晚"}}), "budget=五百");
    EXPECT_EQ(mended("shop", "三百左右", {{"budget", "三百左右"}}), "budget=三百");
}

TEST(Edges, WhatIsWrittenIntoANameBelongsToIt) {
    EXPECT_EQ(mended("shop", "给我USB风扇", {{"item", "风扇"}}), "item=USB风扇");
    EXPECT_EQ(mended("shop", "USB 风扇", {{"item", "风扇"}}), "item=风扇");
}

TEST(Edges, AClassIsAClass) {
    EXPECT_EQ(mended("trip", "卧铺有吗", {{"hotel", "卧铺"}}), "class=卧铺");
    EXPECT_EQ(mended("trip", "住如家酒店", {{"hotel", "如家"}}), "hotel=如家酒店");
}

TEST(Edges, TheWayBack) {
    EXPECT_EQ(mended("trip", "周四回", {{"depart", "周四"}}), "return=周四");
    EXPECT_EQ(mended("trip", "周四回昆明", {{"depart", "周四"}}), "depart=周四");
    EXPECT_EQ(mended("trip", "fly home on Tuesday", {{"depart", "Tuesday"}}), "return=Tuesday");
    EXPECT_EQ(mended("trip", "leave on Tuesday", {{"depart", "Tuesday"}}), "depart=Tuesday");
}

TEST(Edges, WhatIsDoneAtAPlaceIsNoPartOfIt) {
    EXPECT_EQ(mended("ride", "先去药店取药再回家", {{"stop", "药店取药"}}), "stop=药店");
    EXPECT_EQ(mended("ride", "三位客户去机场", {{"people", "三位客户"}}), "people=三位");
}

TEST(Edges, APhoneNumberBeginsWithADigitAndARoomWithItsName) {
    EXPECT_EQ(mended("call", "it is 555 0100", {{"phone", "is 555 0100"}}), "phone=555 0100");
    EXPECT_EQ(mended("call", "留大包间", {{"room", "留大包间"}}), "room=大包间");
}

TEST(Edges, WhatWasSaidIsTheFact) {
    EXPECT_EQ(mended("memory", "delete what I said about wine", {{"fact", "about wine"}}),
              "fact=what I said about wine");
    EXPECT_EQ(mended("memory", "forget my diet", {{"fact", "my diet"}}), "fact=my diet");
}

TEST(Edges, WhatIsAskedAboutAThingBelongsToTheQuestion) {
    EXPECT_EQ(mended("study", "抛物线的焦点怎么求", {{"question", "抛物线"}}),
              "question=抛物线的焦点");
    EXPECT_EQ(mended("study", "抛物线的题讲讲", {{"question", "抛物线"}}), "question=抛物线");
}

TEST(Edges, HowLongItIsIsNoKind) {
    EXPECT_EQ(mended("report", "a 300-word summary", {{"kind", "300-word summary"}}),
              "length=300-word, kind=summary");
    EXPECT_EQ(mended("report", "写两千字的论文", {{"kind", "两千字的论文"}}),
              "length=两千字, kind=论文");
}

TEST(Edges, AFactGoesToTheEndOfItsClause) {
    EXPECT_EQ(mended("memory", "我搬到城南去了", {{"fact", "我搬到城南"}}), "fact=我搬到城南去了");
    EXPECT_EQ(mended("memory", "我的地址忘掉", {{"fact", "我的地址"}}), "fact=我的地址");
}

TEST(Edges, NearAPlaceIsThePlace) {
    EXPECT_EQ(mended("trip", "住钟楼附近", {{"area", "钟楼"}}), "area=钟楼附近");
    EXPECT_EQ(mended("trip", "酒店离展馆近", {{"area", "店离展馆"}}), "area=展馆");
}

TEST(Edges, AReasonIsNoPartOfAWish) {
    EXPECT_EQ(mended("food", "soup, don't knock cos the dog barks",
                     {{"item", "soup"}, {"note", "don't knock cos the dog barks"}}),
              "item=soup, note=don't knock");
    EXPECT_EQ(mended("call", "ask the garage if it is ready, my bus is late",
                     {{"callee", "the garage"},
                      {"purpose", "if it is ready"},
                      {"purpose", "my bus is late"}}),
              "callee=the garage, purpose=if it is ready");
    EXPECT_EQ(mended("call", "tell the tailor to hurry", {{"purpose", "to hurry"}}),
              "purpose=hurry");
}

TEST(Edges, WhatAsksForItIsNoPartOfIt) {
    EXPECT_EQ(mended("search", "长江有多长帮我查一下", {{"query", "长江有多长帮我查一下"}}),
              "query=长江有多长");
    EXPECT_EQ(mended("search", "how deep is it for me", {{"query", "how deep is it for me"}}),
              "query=how deep is it");
    EXPECT_EQ(mended("memory", "忘了我怕狗这件事", {{"fact", "我怕狗这件事"}}), "fact=我怕狗");
    EXPECT_EQ(mended("memory", "记住我有事", {{"fact", "我有事"}}), "fact=我有事");
}

TEST(Edges, WhatLeadsToANumberIsNoPartOfIt) {
    EXPECT_EQ(mended("report", "about 900 words", {{"length", "about 900 words"}}),
              "length=900 words");
    EXPECT_EQ(mended("trip", "就我两个人", {{"people", "就我两个人"}}), "people=两个人");
    EXPECT_EQ(mended("trip", "我和老婆", {{"people", "我和老婆"}}), "people=我和老婆");
}

TEST(Edges, AFloorIsNoAmount) {
    EXPECT_EQ(mended("food", "粥一份,三十楼前台", {{"budget", "三十"}, {"deliver_to", "前台"}}),
              "deliver_to=三十楼前台");
    EXPECT_EQ(mended("food", "粥一份,送至图书馆", {{"deliver_to", "至图书馆"}}),
              "deliver_to=图书馆");
    EXPECT_EQ(mended("food", "text me when you're at the lift",
                     {{"note", "text me when you're"}, {"deliver_to", "the lift"}}),
              "note=text me when you're at the lift");
}

TEST(Edges, ATopicIsAllThatItIsAbout) {
    EXPECT_EQ(mended("report", "写写咱们食堂", {{"topic", "食堂"}}), "topic=咱们食堂");
    EXPECT_EQ(mended("report", "写写铜价这两年的走势,要图", {{"topic", "铜价"}}),
              "topic=铜价这两年的走势");
    EXPECT_EQ(mended("report", "写一份咖啡的研究报告", {{"topic", "咖啡"}, {"kind", "研究报告"}}),
              "topic=咖啡, kind=研究报告");
}

TEST(Edges, WhereABusinessIsBelongsToItsName) {
    EXPECT_EQ(mended("food", "楼下的老马面馆,宽面", {{"shop", "老马面馆"}, {"item", "宽面"}}),
              "shop=楼下的老马面馆, item=宽面");
    EXPECT_EQ(mended("call", "ring the vet on Elm Road, now", {{"callee", "the vet"}}),
              "callee=the vet on Elm Road");
    EXPECT_EQ(mended("food", "from the grill on monday night please", {{"shop", "the grill"}}),
              "shop=the grill");
    EXPECT_EQ(mended("trip", "想去凉山旅游", {{"to", "凉山旅游"}}), "to=凉山");
    EXPECT_EQ(mended("trip", "a bus after six", {{"transport", "bus"}, {"people", "six"}}),
              "transport=bus, depart=after six");
}

}  // namespace
}  // namespace errand::brain::embedded
