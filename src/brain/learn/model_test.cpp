#include "brain/learn/model.hpp"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>

#include "brain/learn/hash.hpp"
#include "brain/learn/phrases.hpp"
#include "brain/learn/train.hpp"

namespace errand::brain::learn {
namespace {

// Two skills with two acts each, in both languages.
Dataset small_dataset() {
    constexpr std::string_view kRide =
        "# start\n"
        "take me to [the airport|to]\nI need a cab to [the station|to]\nride to [work|to] please\n"
        "get me a taxi to [school|to]\ndrive me to [the office|to] now\na car to [the mall|to]\n"
        "打车去[机场|to]\n叫辆车去[公司|to]\n我要打车到[火车站|to]\n帮我叫个车,去[学校|to]\n"
        "# cancel\n"
        "cancel my ride\ncancel the taxi\nI no longer need the cab\ncall off the car\n"
        "取消打车\n车不要了,取消\n取消我的车\n把车退了吧\n";
    constexpr std::string_view kFood =
        "# start\n"
        "order [two|quantity] [pizzas|item]\nI want [noodles|item] for dinner\nget me [a "
        "soup|item]\n"
        "[three|quantity] [burgers|item] please\nI'm hungry, bring [rice|item]\n"
        "点[两杯|quantity][奶茶|item]\n我想吃[牛肉面|item]\n来[一份|quantity][炒饭|item]\n"
        "给我点[三个|quantity][汉堡|item]\n"
        "# cancel\n"
        "cancel my order\ncancel the food\nI don't want the pizza any more\ncall off dinner\n"
        "取消订单\n外卖不要了,取消\n把饭退了\n取消我的外卖\n";
    Dataset data{{"skill", "act"}, {}, {"what is the weather like", "今天天气怎么样"}};
    std::size_t origin = 0;
    for (const auto& [skill, text] : {std::pair{"ride", kRide}, std::pair{"food", kFood}})
        for (const auto& phrase : *read_phrases(text, skill)) {
            Example example;
            for (const auto& piece : phrase.pieces) {
                const auto begin = example.text.size();
                example.text += piece.words;
                if (!piece.slot.empty())
                    example.slots.push_back({begin, example.text.size(), piece.slot});
            }
            example.labels = {skill, phrase.act};
            example.origin = ++origin;
            data.examples.push_back(example);
        }
    return data;
}

const std::string& small_bytes() {
    static const std::string bytes = *train(small_dataset());
    return bytes;
}
const Model& small_model() {
    static const Model model = *Model::open(small_bytes());
    return model;
}

std::string read(std::string_view sentence) {
    const auto reading = small_model().read(language::read_text(sentence));
    std::string made(reading.heads[0].nearest[0].label);
    made += " " + std::string(reading.heads[1].nearest[0].label);
    for (const auto& slot : reading.slots)
        made += " " + std::string(slot.slot) + "=" +
                std::string(sentence.substr(slot.begin, slot.end - slot.begin));
    return made;
}

TEST(Model, ReadsWhatItWasNotTrainedOn) {
    EXPECT_EQ(read("a taxi to the airport please"), "ride start to=the airport");
    EXPECT_EQ(read("cancel my taxi"), "ride cancel");
    EXPECT_EQ(read("please cancel the pizza"), "food cancel");
    EXPECT_EQ(read("帮我打车去火车站"), "ride start to=火车站");
    EXPECT_EQ(read("来两杯奶茶"), "food start quantity=两杯 item=奶茶");
}

TEST(Model, SaysHowSureItIs) {
    const auto known = small_model().read(language::read_text("get me a taxi to work"));
    const auto strange = small_model().read(language::read_text("who painted the Mona Lisa"));
    EXPECT_GT(known.heads[0].familiarity, strange.heads[0].familiarity + 0.3F);
    EXPECT_TRUE(known.heads[0].familiar);
    EXPECT_FALSE(strange.heads[0].familiar);
    ASSERT_EQ(known.heads[0].nearest.size(), 2U);
    EXPECT_NEAR(known.heads[0].nearest[0].probability + known.heads[0].nearest[1].probability, 1.0F,
                1e-5F);
    for (const auto& slot : known.slots) {
        EXPECT_GT(slot.sure, 0.0F);
        EXPECT_LE(slot.sure, 1.001F);
    }
    EXPECT_GT(known.slots_sure, 0.0F);
    EXPECT_LE(known.slots_sure, 1.0F);
}

TEST(Model, AnySentenceIsRead) {
    for (const auto& sentence :
         {std::string(), std::string("?"), std::string("\xFF\xFE"), std::string(20'000, 'a'),
          std::string(9'000, ' '), std::string("\0\0", 2)})
        EXPECT_EQ(small_model().read(language::read_text(sentence)).heads.size(), 2U);
}

TEST(Model, TrainingIsDeterministic) {
    EXPECT_EQ(*train(small_dataset()), small_bytes());
    EXPECT_EQ(*train(small_dataset(), {1}), *train(small_dataset(), {1}));
    EXPECT_NE(*train(small_dataset(), {1}), small_bytes());
}

TEST(Model, HintsTeachBothParts) {
    auto data = small_dataset();
    // Made-up words that only their hint tells apart.
    for (int i = 0; i < 12; ++i) {
        const auto word = "xq" + std::string(1, static_cast<char>('a' + i)) + "v";
        Example dish{word, {"food", "start"}, {{0, 4, "item"}}, {{0, 4, "<dish>"}}};
        Example place{word, {"ride", "start"}, {{0, 4, "to"}}, {{0, 4, "<place>"}}};
        dish.origin = place.origin = 1000 + static_cast<std::size_t>(i);
        data.examples.push_back(dish);
        data.examples.push_back(place);
    }
    const auto model = *Model::open(*train(data));
    for (const auto& [hint, skill, slot] :
         {std::tuple{"<dish>", "food", "item"}, std::tuple{"<place>", "ride", "to"}}) {
        const Hints hints{{0, 4, hint}};
        const auto reading = model.read(language::read_text("wzyk"), hints);
        EXPECT_EQ(reading.heads[0].nearest[0].label, skill);
        ASSERT_EQ(reading.slots.size(), 1U);
        EXPECT_EQ(reading.slots[0].slot, slot);
    }
}

TEST(Model, EveryBrokenFileIsAnError) {
    const auto& bytes = small_bytes();
    for (std::size_t size = 0; size < bytes.size(); size += 1 + size / 50)
        EXPECT_FALSE(Model::open(std::string_view(bytes).substr(0, size))) << size;
    for (std::size_t at = 0; at < bytes.size(); at += 1 + at / 50) {
        auto broken = bytes;
        broken[at] = static_cast<char>(broken[at] ^ 0x20);
        if (at >= 12 && at < 16) continue;  // reserved
        const auto opened = Model::open(broken);
        ASSERT_FALSE(opened) << at;
        EXPECT_EQ(opened.error().code, ErrorCode::Corrupt);
    }
    auto newer = bytes;
    newer[8] = kModelVersion + 1;
    EXPECT_NE(
        Model::open(newer).error().message.find(fmt::format("version is {}", kModelVersion + 1)),
        std::string::npos);
    EXPECT_FALSE(Model::open(bytes + "x"));
}

// A body that says something else under a right checksum is still read within its bounds.
TEST(Model, NoBodyIsReadOutOfBounds) {
    const std::string body = small_bytes().substr(32);
    Random random(5);
    const auto text = language::read_text("get me two pizzas to the office");
    for (int i = 0; i < 300; ++i) {
        auto broken = body;
        for (int k = 0; k < 3; ++k)
            broken[random.below(i % 2 == 0 ? 400 : body.size())] =
                static_cast<char>(random.below(256));
        if (const auto model = Model::open(model_file(broken))) (void)model->read(text);
    }
}

TEST(Model, FilesAreReadBack) {
    const auto file =
        std::filesystem::temp_directory_path() / ("errand_model_" + std::to_string(::getpid()));
    std::ofstream(file, std::ios::binary) << small_bytes();
    EXPECT_TRUE(Model::open_file(file));
    std::filesystem::remove(file);
    EXPECT_EQ(Model::open_file(file).error().code, ErrorCode::NotFound);
}

TEST(Train, RefusesWhatDoesNotFit) {
    const auto message = [](auto change) {
        auto data = small_dataset();
        change(data);
        const auto made = train(data);
        return made ? std::string() : made.error().message;
    };
    EXPECT_NE(message([](Dataset& data) { data.examples.clear(); }), "");
    EXPECT_NE(message([](Dataset& data) { data.heads.clear(); }), "");
    EXPECT_NE(message([](Dataset& data) { data.examples[3].labels.pop_back(); }), "");
    EXPECT_NE(message([](Dataset& data) { data.examples[0].slots[0].end = 999; }), "");
    EXPECT_NE(message([](Dataset& data) { data.examples[0].slots.push_back({0, 1, "to"}); }), "");
    EXPECT_NE(message([](Dataset& data) { data.examples[0].slots[0].slot.clear(); }), "");
    EXPECT_NE(message([](Dataset& data) { data.examples[0].hints.push_back({9, 3, "x"}); }), "");
}

}  // namespace
}  // namespace errand::brain::learn
