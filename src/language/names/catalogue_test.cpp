#include "language/names/catalogue.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <ctime>
#include <string>
#include <vector>

#include "language/names/limits.hpp"
#include "language/names/made_up_names.hpp"

namespace errand::language::names {
namespace {

struct Town {
    Catalogue catalogue;
    explicit Town(std::initializer_list<std::string_view> names) {
        for (const auto name : names) EXPECT_TRUE(catalogue.add(name)) << name;
    }
    // The best name for a query.
    std::string best(std::string_view query) const {
        const auto found = catalogue.match(query, 1);
        return found.empty() ? std::string() : std::string(catalogue.name(found[0].id));
    }
    // "stretch=name", by place.
    std::vector<std::string> in(std::string_view sentence) const {
        std::vector<std::string> all;
        for (const auto& mention : catalogue.mentions(sentence, 10))
            all.push_back(std::string(sentence.substr(mention.begin, mention.end - mention.begin)) +
                          "=" + std::string(catalogue.name(mention.id)));
        return all;
    }
};

const Town& town() {
    static const Town made{"麦当劳(文三路店)",
                           "珍珠奶茶",
                           "红豆奶茶",
                           "重庆小面",
                           "中国银行",
                           "快乐柠檬",
                           "张伟",
                           "海底捞火锅西湖店",
                           "Burger King",
                           "Joe's Pizza",
                           "Starbucks",
                           "Blue Bottle Coffee",
                           "肯德基KFC",
                           "85度C",
                           "7-Eleven",
                           "長樂坊",
                           "Café Müller",
                           "方案研究所",
                           "浙江省文三路138号"};
    return made;
}

constexpr double kLikelyMeant = 0.7;

struct Said {
    std::string_view query;
    std::string_view name;
};

class Matching : public testing::TestWithParam<Said> {};

TEST_P(Matching, FindsIt) {
    EXPECT_EQ(town().best(GetParam().query), GetParam().name);
}

INSTANTIATE_TEST_SUITE_P(
    Names, Matching,
    testing::Values(
        // slips: a wrong, a missing, a swapped, an additional one
        Said{"珍珠奶差", "珍珠奶茶"}, Said{"珍珠茶", "珍珠奶茶"}, Said{"珠珍奶茶", "珍珠奶茶"},
        Said{"珍珠的奶茶", "珍珠奶茶"}, Said{"starbuks", "Starbucks"},
        Said{"Satrbucks", "Starbucks"}, Said{"blue botle cofee", "Blue Bottle Coffee"},
        // homophones, pinyin joined and apart, confused sounds, first letters, other readings
        Said{"珍诸奶茶", "珍珠奶茶"}, Said{"zhenzhu naicha", "珍珠奶茶"},
        Said{"zhen zhu nai cha", "珍珠奶茶"}, Said{"zhēn zhū nǎi chá", "珍珠奶茶"},
        Said{"zenzulaica", "珍珠奶茶"}, Said{"zznc", "珍珠奶茶"},
        Said{"fanganyanjiusuo", "方案研究所"}, Said{"chongqing xiaomian", "重庆小面"},
        Said{"zhongqing xiaomian", "重庆小面"}, Said{"崇庆小面", "重庆小面"},
        Said{"中国银航", "中国银行"}, Said{"kuaiyue ningmeng", "快乐柠檬"},
        // a part, width, case, traditional characters, accents, numbers
        Said{"麦当劳", "麦当劳(文三路店)"}, Said{"海底捞", "海底捞火锅西湖店"},
        Said{"ＳＴＡＲＢＵＣＫＳ", "Starbucks"}, Said{"麥當勞", "麦当劳(文三路店)"},
        Said{"长乐坊", "長樂坊"}, Said{"cafe muller", "Café Müller"}, Said{"八五度c", "85度C"},
        Said{"seven eleven", "7-Eleven"}, Said{"文三路138号", "浙江省文三路138号"},
        Said{"kfc", "肯德基KFC"},
        // words in another order, apart, joined, in the plural
        Said{"king burger", "Burger King"}, Said{"burger kings", "Burger King"},
        Said{"pizza joe", "Joe's Pizza"}, Said{"star bucks", "Starbucks"}));

TEST(Catalogue, ScoresTheSameNameOneAndLessWhatDiffersMore) {
    const auto score = [](std::string_view query, std::string_view name) {
        return Query(read_units(query)).score(read_units(name));
    };
    EXPECT_DOUBLE_EQ(score("珍珠奶茶", "珍珠奶茶"), 1);
    EXPECT_DOUBLE_EQ(score("Burger King", "burger  KING"), 1);
    EXPECT_GT(score("麦当劳", "麦当劳(文三路店)"), 0.95);
    EXPECT_GT(score("珍诸奶茶", "珍珠奶茶"), score("珍豆奶茶", "珍珠奶茶"));
    EXPECT_GT(score("zhen zhu nai cha", "珍珠奶茶"), score("zen zu lai ca", "珍珠奶茶"));
    EXPECT_GT(score("海底捞", "海底捞火锅"), score("海底捞", "海底捞火锅西湖店"));
    EXPECT_LT(score("中国银行", "珍珠奶茶"), 0.3);
    EXPECT_EQ(score("", "珍珠奶茶"), 0);
}

TEST(Catalogue, FindsNamesInASentence) {
    using All = std::vector<std::string>;
    EXPECT_EQ(town().in("帮我点两杯珍珠奶茶送到文三路138号"),
              (All{"珍珠奶茶=珍珠奶茶", "文三路138号=浙江省文三路138号"}));
    EXPECT_EQ(town().in("点个珍朱奶茶和麦当老"),
              (All{"珍朱奶茶=珍珠奶茶", "麦当老=麦当劳(文三路店)"}));
    EXPECT_EQ(town().in("call starbuks, then Joes pizza please"),
              (All{"starbuks=Starbucks", "Joes pizza=Joe's Pizza"}));
    EXPECT_EQ(town().in("来一杯zhenzhu naicha谢谢"), All{"zhenzhu naicha=珍珠奶茶"});
    EXPECT_EQ(town().in("去海底捞吃"), All{"海底捞=海底捞火锅西湖店"});
    EXPECT_TRUE(town().in("今天天气怎么样").empty());
    EXPECT_TRUE(town().in("what is the time").empty());
    EXPECT_TRUE(town().in("").empty());
}

TEST(Catalogue, KeepsToTheKindsThatAreAskedFor) {
    Catalogue catalogue;
    const auto shop = catalogue.add("长乐坊", 1).value();
    const auto contact = catalogue.add("常乐", 2).value();
    EXPECT_EQ(catalogue.match("changle", 1, 1U << 1U).at(0).id, shop);
    EXPECT_EQ(catalogue.match("changle", 1, 1U << 2U).at(0).id, contact);
    EXPECT_TRUE(catalogue.match("changle", 1, 1U << 3U).empty());
}

TEST(Catalogue, RefusesWhatCannotBeFound) {
    Catalogue catalogue;
    EXPECT_EQ(catalogue.add("").error().code, ErrorCode::Invalid);
    EXPECT_EQ(catalogue.add(" ,.!").error().code, ErrorCode::Invalid);
    EXPECT_EQ(catalogue.add(std::string(300, 'a')).error().code, ErrorCode::Invalid);
    EXPECT_EQ(catalogue.size(), 0U);
    EXPECT_TRUE(catalogue.match("anything", 3).empty());
}

TEST(Catalogue, ForgetsWhatIsRemovedAndUsesItsPlaceAgain) {
    Catalogue catalogue;
    MadeUpNames made(3);
    std::vector<std::string> names;
    for (int i = 0; i < 6'000; ++i) {
        names.push_back(made.name());
        ASSERT_TRUE(catalogue.add(names.back()));
    }
    for (NameId id = 0; id < 5'000; ++id) ASSERT_TRUE(catalogue.remove(id));
    EXPECT_FALSE(catalogue.remove(0));
    EXPECT_EQ(catalogue.size(), 1'000U);
    EXPECT_TRUE(catalogue.name(17).empty());
    for (const auto& match : catalogue.match(names[17], 5)) EXPECT_GE(match.id, 5'000U);
    for (std::size_t i = 5'000; i < 6'000; ++i)
        EXPECT_EQ(catalogue.name(static_cast<NameId>(i)), names[i]);
    const auto id = catalogue.add("张三的烧饼铺").value();
    EXPECT_LT(id, 5'000U);
    EXPECT_EQ(catalogue.match("zhangsan shaobing", 1).at(0).id, id);
    EXPECT_EQ(catalogue.match(names[5'500], 1).at(0).score, 1);
}

// Compared with every name one by one, the index loses little of what is likely meant.
TEST(Catalogue, FindsWhatComparingWithEveryNameFinds) {
    Catalogue catalogue;
    MadeUpNames made(2);
    std::vector<Units> all;
    for (int i = 0; i < 2'000; ++i) {
        const auto name = made.name();
        ASSERT_TRUE(catalogue.add(name));
        all.push_back(read_units(name));
    }
    for (const auto& [what, way] : kWaysOfSaying) {
        int asked = 0, lost = 0;
        for (NameId id = 0; asked < 30 && id < 2'000; id += 37) {
            const auto said = made.said(catalogue.name(id), way);
            if (said.empty()) continue;
            ++asked;
            const Query query(read_units(said));
            double most = 0;
            for (const auto& units : all) most = std::max(most, query.score(units));
            const auto found = catalogue.match(said, 1, kEveryKind, 0);
            const auto score = found.empty() ? 0.0 : found[0].score;
            EXPECT_LE(score, most + 1e-9);
            lost += most >= kLikelyMeant && score + 1e-9 < most ? 1 : 0;
        }
        EXPECT_GE(asked, 20) << what;
        EXPECT_LE(lost, asked / 15) << what;
    }
}

// A catalogue of equal names, and one query made of all that is common, cost no more than others.
TEST(Catalogue, StaysFastWhateverItHolds) {
    Catalogue catalogue;
    for (int i = 0; i < 100'000; ++i) ASSERT_TRUE(catalogue.add("珍珠奶茶 coffee house"));
    std::string longest;
    for (int i = 0; i < 500; ++i) longest += "珍珠奶茶coffee house ";
    const auto begun = std::clock();
    for (int i = 0; i < 20; ++i) {
        EXPECT_EQ(catalogue.match("珍珠奶茶 coffee house", 5).size(), 5U);
        (void)catalogue.match(longest, 5);
        EXPECT_FALSE(catalogue.mentions(longest, 5).empty());
    }
    // Far above what it takes, far below what reading whole lists would.
    EXPECT_LT(static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC, 4.0);
    EXPECT_LT(catalogue.bytes(), 40'000'000U);
}

TEST(Readings, KnowsOtherReadingsAndWhatSoundsAlike) {
    const auto readings = [](char32_t character) {
        std::vector<std::string> all;
        for (const auto syllable : readings_of(character)) all.emplace_back(spelling(syllable));
        return all;
    };
    EXPECT_EQ(readings(U'茶'), std::vector<std::string>{"cha"});
    EXPECT_EQ(readings(U'重'), (std::vector<std::string>{"zhong", "chong"}));
    EXPECT_EQ(readings(U'乐'), (std::vector<std::string>{"le", "yue"}));
    EXPECT_TRUE(readings(U'x').empty());
    const auto alike = [](std::string_view a, std::string_view b) {
        return sound_class(syllable_of(a).value()) == sound_class(syllable_of(b).value());
    };
    EXPECT_TRUE(alike("zhang", "zan"));
    EXPECT_TRUE(alike("niu", "liu"));
    EXPECT_TRUE(alike("xing", "xin"));
    EXPECT_FALSE(alike("xin", "qin"));
    EXPECT_EQ(syllable_of("lue"), syllable_of("lve"));
    EXPECT_FALSE(syllable_of("xyz"));
    EXPECT_FALSE(syllable_of("ng"));
    EXPECT_EQ(blurred("fang"
                      "an"),
              blurred("fan"
                      "gan"));
}

TEST(LetterPattern, CountsSlipsWithSwaps) {
    EXPECT_EQ(LetterPattern("starbucks").distance_to("starbuks"), 1U);
    EXPECT_EQ(LetterPattern("starbucks").distance_to("satrbucks"), 1U);
    EXPECT_EQ(LetterPattern("abc").distance_to("abc"), 0U);
    EXPECT_EQ(LetterPattern("abc").distance_to(""), 3U);
    EXPECT_EQ(LetterPattern("").distance_to("abc"), 3U);
    EXPECT_EQ(LetterPattern("buck").distance_within("starbucks"), 0U);
    EXPECT_EQ(LetterPattern("bcuk").distance_within("starbucks"), 1U);
    EXPECT_EQ(LetterPattern("xyz").distance_within("starbucks"), 3U);
}

TEST(Postings, ReadBackWhatWasAdded) {
    Postings postings(8);
    std::vector<std::uint32_t> added;
    std::uint32_t number = 1;
    for (int i = 0; i < 5'000; ++i) {
        number = number * 1'664'525U + 1'013'904'223U;
        added.push_back(number >> 12U);  // up and down
        postings.add(3, added.back());
        postings.add(3, added.back());
        postings.add(5, static_cast<std::uint32_t>(i));
    }
    std::vector<std::uint32_t> read;
    postings.read(3, 10'000, [&](std::uint32_t at) { read.push_back(at); });
    EXPECT_EQ(read, added);
    EXPECT_EQ(postings.count(5), 5'000U);
    EXPECT_EQ(postings.count(4), 0U);
    for (std::uint32_t i = 0; i < 2 * kMaxPostings; ++i) postings.add(1, i);
    EXPECT_EQ(postings.count(1), kMaxPostings);
}

}  // namespace
}  // namespace errand::language::names
