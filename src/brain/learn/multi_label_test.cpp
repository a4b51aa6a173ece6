#include "brain/learn/multi_label.hpp"

#include <gmock/gmock.h>

namespace errand::brain::learn {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

Features features_of(std::string_view sentence) {
    return read_features(language::read_text(sentence));
}

// Three things that may be asked for, alone and together.
std::vector<MultiLabelExample> examples() {
    struct Part {
        std::string label, words;
    };
    const std::vector<Part> parts{
        {"address", "地址在哪"}, {"phone", "电话是多少"}, {"price", "多少钱一晚"}};
    const std::vector<std::string> openings{"请问", "那么", "麻烦你说一下", "顺便问问"};
    std::vector<MultiLabelExample> made;
    for (const auto& opening : openings)
        for (unsigned chosen = 0; chosen < 8; ++chosen) {
            MultiLabelExample one;
            auto sentence = opening;
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if ((chosen >> i & 1U) == 0) continue;
                sentence += "，" + parts[i].words;
                one.labels.push_back(parts[i].label);
            }
            one.features = features_of(sentence);
            one.origin = made.size();
            made.push_back(std::move(one));
        }
    return made;
}

TEST(MultiLabel, FindsSeveralThingsAtOnceOrNone) {
    const auto bytes = train_multi_label(examples());
    ASSERT_TRUE(bytes);
    const auto model = MultiLabel::open(*bytes);
    ASSERT_TRUE(model);
    EXPECT_THAT(model->labels(), ElementsAre("address", "phone", "price"));
    EXPECT_THAT(model->labels_of(features_of("你好，电话是多少，地址在哪")),
                ElementsAre("address", "phone"));
    EXPECT_THAT(model->labels_of(features_of("你好，多少钱一晚")), ElementsAre("price"));
    EXPECT_THAT(model->labels_of(features_of("请问")), IsEmpty());
    EXPECT_THAT(model->labels_of(features_of("")), IsEmpty());
}

TEST(MultiLabel, IsTheSameEachTime) {
    EXPECT_EQ(train_multi_label(examples()).value(), train_multi_label(examples()).value());
}

TEST(MultiLabel, LeavesOutWhatStandsInOneOriginOnly) {
    auto data = examples();
    data.front().labels.emplace_back("rare");
    const auto model = MultiLabel::open(train_multi_label(data).value());
    EXPECT_THAT(model->labels(), ElementsAre("address", "phone", "price"));
}

TEST(MultiLabel, RefusesWhatCannotBeTaught) {
    EXPECT_FALSE(train_multi_label({}));
    auto data = examples();
    data.front().labels.emplace_back();
    EXPECT_FALSE(train_multi_label(data));
    for (auto& one : data) one.labels.clear();
    EXPECT_FALSE(train_multi_label(data));
}

TEST(MultiLabel, RefusesBytesThatBreakTheirForm) {
    const auto bytes = train_multi_label(examples()).value();
    for (std::size_t size = 0; size < bytes.size(); size += 61)
        EXPECT_FALSE(MultiLabel::open(bytes.substr(0, size))) << size;
    EXPECT_FALSE(MultiLabel::open(bytes + "x"));
}

}  // namespace
}  // namespace errand::brain::learn
