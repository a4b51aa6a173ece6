#include "language/places.hpp"

#include <gtest/gtest.h>

#include "language/limits.hpp"

namespace errand::language {
namespace {

constexpr std::string_view kKinds[] = {"address", "landmark", "region", "saved"};
constexpr std::string_view kRelations[] = {"",         "near",   "beside", "opposite", "front",
                                           "behind",   "below",  "above",  "inside",   "outside",
                                           "entrance", "corner", "between"};
constexpr std::string_view kParts[] = {
    "country",  "province", "city", "district", "town", "village", "road",     "number",
    "compound", "building", "unit", "floor",    "room", "gate",    "distance", "postcode"};

// "kind[as written] relation(name) =label", one after the other.
std::string found(std::string_view text) {
    std::string all;
    for (const auto& one : find_places(text)) {
        if (!all.empty()) all += "; ";
        all += kKinds[static_cast<int>(one.kind)];
        all +=
            "[" + std::string(text.substr(one.place.begin, one.place.end - one.place.begin)) + "]";
        if (one.relation != Relation::None)
            all += " " + std::string(kRelations[static_cast<int>(one.relation)]) + "(" + one.name +
                   ")";
        if (!one.label.empty()) all += " =" + one.label;
    }
    return all;
}

// "road 文三路, number 90号" of the first place.
std::string parts(std::string_view text) {
    std::string all;
    const auto places = find_places(text);
    if (places.empty()) return "none";
    for (const auto& part : places.front().parts) {
        EXPECT_EQ(text.substr(part.place.begin, part.place.end - part.place.begin), part.name);
        all += (all.empty() ? "" : ", ") + std::string(kParts[static_cast<int>(part.kind)]) + " " +
               part.name;
    }
    return all;
}

TEST(ChineseAddress, IsReadFromProvinceToDoor) {
    EXPECT_EQ(parts("浙江省杭州市滨江区长河街道江南大道588号恒鑫大厦3幢2单元1801室"),
              "province 浙江省, city 杭州市, district 滨江区, town 长河街道, road 江南大道, number "
              "588号, compound 恒鑫大厦, building 3幢, unit 2单元, room 1801室");
    EXPECT_EQ(parts("送到朝阳区建国路甲"), "district 朝阳区, road 建国路");
    EXPECT_EQ(
        parts("上海市徐汇区漕溪北路18弄5号楼12层"),
        "city 上海市, district 徐汇区, road 漕溪北路, number 18弄, building 5号楼, floor 12层");
    EXPECT_EQ(parts("苏州昆山市张浦镇星金村12号"),
              "city 苏州, city 昆山市, town 张浦镇, village 星金村, number 12号");
    EXPECT_EQ(parts("三号楼二单元"), "building 三号楼, unit 二单元");
    EXPECT_EQ(parts("送到6栋301"), "building 6栋, room 301");
    EXPECT_EQ(parts("海淀区中关村大街1号B座4F"),
              "district 海淀区, road 中关村大街, number 1号, building B座, floor 4F");
    EXPECT_EQ(parts("岳麓区桐梓坡路与金星路交叉口东北100米"),
              "district 岳麓区, road 桐梓坡路, road 金星路, distance 东北100米");
    EXPECT_EQ(parts("武侯区科华北路9号(地铁口旁)科华小区南门"),
              "district 武侯区, road 科华北路, number 9号, compound 科华小区, gate 南门");
    EXPECT_EQ(parts("西湖区三墩镇双桥村学院路12号"),
              "district 西湖区, town 三墩镇, village 双桥村, road 学院路, number 12号");
    EXPECT_EQ(parts("雨花台区长虹路265-2"), "district 雨花台区, road 长虹路, number 265-2");
    EXPECT_EQ(parts("青羊区光华大道一段61号之一"),
              "district 青羊区, road 光华大道一段, number 61号之一");
    EXPECT_EQ(parts("江北区龙头寺137号"), "district 江北区, compound 龙头寺, number 137号");
}

TEST(ChineseAddress, EndsWhereTheSentenceGoesOn) {
    EXPECT_EQ(found("帮我点两杯奶茶,送到滨江区江南大道588号,要快"), "address[滨江区江南大道588号]");
    EXPECT_EQ(found("明天中午送到解放路20号吧"), "address[解放路20号]");
    EXPECT_EQ(found("解放路20号和建设路3号各送一份"), "address[解放路20号]; address[建设路3号]");
    EXPECT_EQ(found("送到滨江区江南大道588号對面"),
              "address[滨江区江南大道588号對面] opposite(滨江区江南大道588号)");
}

TEST(ChineseAddress, IsNotWhatOnlyLooksLikeOne) {
    for (const std::string_view text :
         {"来两份红烧肉", "我想吃上海生煎", "知道了", "走路去", "加两层芝士", "味道不错",
          "三室一厅", "便宜一点的", "第二个", "订一个五星级酒店", "换成另一家", "大家都要",
          "超市里有", "下一站"})
        EXPECT_EQ(found(text), "") << text;
}

TEST(ChineseLandmark, IsReadWithItsRelation) {
    EXPECT_EQ(found("住外滩附近"), "landmark[外滩附近] near(外滩)");
    EXPECT_EQ(found("在银泰百货对面等我"), "landmark[银泰百货对面] opposite(银泰百货)");
    EXPECT_EQ(found("3号门前面"), "landmark[3号门前面] front(3号门)");
    EXPECT_EQ(found("图书馆门口"), "landmark[图书馆门口] entrance(图书馆)");
    EXPECT_EQ(found("去西湖边上的茶馆"), "landmark[西湖边上] beside(西湖)");
    EXPECT_EQ(found("下午三点去机场"), "landmark[机场]");
    EXPECT_EQ(found("到杭州东站"), "landmark[杭州东站]");
    EXPECT_EQ(found("盒子里面有什么"), "");
    EXPECT_EQ(found("三天内送到"), "");
}

TEST(ChineseRegion, IsReadWhereItIsMeant) {
    EXPECT_EQ(found("周五去成都,周日从重庆回"), "region[成都]; region[重庆]");
    EXPECT_EQ(found("北京飞广州"), "region[北京]; region[广州]");
    EXPECT_EQ(found("浙江省温州市"), "region[浙江省温州市]");
    EXPECT_EQ(found("一份重庆小面"), "");
    EXPECT_EQ(parts("到南京西路100号"), "road 南京西路, number 100号");
}

TEST(ChineseSaved, IsReadInManyWordings) {
    EXPECT_EQ(found("送到公司"), "saved[公司] =office");
    EXPECT_EQ(found("送家里"), "saved[家里] =home");
    EXPECT_EQ(found("放我家门口"), "saved[我家门口] entrance(我家) =home");
    EXPECT_EQ(found("公司楼下"), "saved[公司楼下] below(公司) =office");
    EXPECT_EQ(found("我在宿舍"), "saved[宿舍] =dorm");
    EXPECT_EQ(found("送到小王家"), "saved[小王家] =home of 小王");
    EXPECT_EQ(found("送回我爸妈家"), "saved[我爸妈家] =parents");
    EXPECT_EQ(found("送到這裡來"), "saved[這裡] =here");
    EXPECT_EQ(found("回家"), "saved[家] =home");
    for (const std::string_view text : {"这家店", "三家店", "买家具", "国家", "分公司业务",
                                        "大家好", "家常菜", "公司债", "家乐福"})
        EXPECT_EQ(found(text), "") << text;
}

TEST(EnglishAddress, IsReadToTheDoor) {
    EXPECT_EQ(
        parts("bring it to 48 Elm Street, Apt 5C, Springfield, IL 62704 by noon"),
        "number 48, road Elm Street, unit Apt 5C, city Springfield, province IL, postcode 62704");
    EXPECT_EQ(parts("7 Abbey Rd, London NW8 9AY"),
              "number 7, road Abbey Rd, city London, postcode NW8 9AY");
    EXPECT_EQ(parts("12 W 42nd St"), "number 12, road W 42nd St");
    EXPECT_EQ(parts("room 302"), "room room 302");
    EXPECT_EQ(parts("I'm in Building 7, 3rd floor"), "building Building 7, floor 3rd floor");
    EXPECT_EQ(parts("at the corner of Oak Avenue and Pine Street"),
              "road Oak Avenue, road Pine Street");
    EXPECT_EQ(found("she lives on Elm Street"), "address[Elm Street]");
}

TEST(EnglishAddress, IsNotWhatOnlyLooksLikeOne) {
    for (const std::string_view text :
         {"by the way", "2 large fries", "give me 5 minutes", "3 orders on the road", "one way",
          "in every place", "under 20 dollars", "I want the second one", "for 4 people at 7",
          "get back to work on it", "behind schedule", "a home page", "home delivery"})
        EXPECT_EQ(found(text), "") << text;
}

TEST(EnglishLandmark, IsReadWithItsRelation) {
    EXPECT_EQ(found("next to the station"), "landmark[next to the station] beside(the station)");
    EXPECT_EQ(found("in front of gate 3"), "landmark[in front of gate 3] front(gate 3)");
    EXPECT_EQ(parts("in front of gate 3"), "gate gate 3");
    EXPECT_EQ(found("a hotel near the Bund please"), "landmark[near the Bund] near(the Bund)");
    EXPECT_EQ(found("take me to the airport at five"), "landmark[the airport]");
    EXPECT_EQ(found("across the street from the library"),
              "landmark[across the street from the library] opposite(the library)");
    EXPECT_EQ(found("fly to Paris on Friday"), "region[Paris]");
}

TEST(EnglishSaved, IsReadInManyWordings) {
    EXPECT_EQ(found("deliver it to my office"), "saved[my office] =office");
    EXPECT_EQ(found("take me home"), "saved[home] =home");
    EXPECT_EQ(found("send it to work, please"), "saved[work] =office");
    EXPECT_EQ(found("to my place"), "saved[my place] =home");
    EXPECT_EQ(found("downstairs from my office"),
              "saved[downstairs from my office] below(my office) =office");
    EXPECT_EQ(found("ship it to my parents' house"), "saved[my parents' house] =parents");
    EXPECT_EQ(found("to Jane's place"), "saved[Jane's place] =home of Jane's");
    EXPECT_EQ(found("coffee near me"), "saved[near me] near(me) =here");
}

TEST(Places, AreBoundedByAnyInput) {
    for (const std::string_view part : {"路", "去", "1 ", "a ", "A B ", "near the ", "号1", "家",
                                        "(", "·", "\xff", "corner of "}) {
        std::string all;
        while (all.size() < 2 * kMaxSentenceBytes) all += part;
        std::size_t last = 0;
        for (const auto& one : find_places(all)) {
            EXPECT_GE(one.place.begin, last);
            EXPECT_GT(one.place.end, one.place.begin);
            last = one.place.end;
        }
        EXPECT_LE(last, kMaxSentenceBytes);
    }
}

}  // namespace
}  // namespace errand::language
