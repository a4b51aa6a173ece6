#include "brain/learn/multi_label.hpp"

#include <algorithm>
#include <cstring>

#include "brain/learn/hash.hpp"
#include "brain/learn/limits.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

// Kinds of features are told apart by these; runs by their length beside it.
enum Tag : std::uint64_t { kNote = 50, kRun = 51, kTopicRun = 61 };
constexpr std::size_t kLongestRun = 4;
constexpr std::uint64_t kEdge = 0x5EED;

}  // namespace

Features read_features(const language::Text& text, std::span<const std::string> notes,
                       std::string_view topic) {
    Features made;
    const auto about = hashed(topic);
    std::vector<std::uint64_t> tokens{kEdge};
    for (std::size_t i = 0; i < std::min(text.size(), kMaxSentenceTokens); ++i)
        tokens.push_back(hashed(text[i].text));
    tokens.push_back(kEdge);
    for (std::size_t begin = 0; begin < tokens.size(); ++begin) {
        std::uint64_t run = kRun;
        for (auto at = begin; at < std::min(begin + kLongestRun, tokens.size()); ++at) {
            run = joined(run, tokens[at]);
            made.push_back(run);
            if (!topic.empty()) made.push_back(joined(joined(kTopicRun, about), run));
        }
    }
    for (const auto& note : notes.first(std::min(notes.size(), kMaxHints)))
        made.push_back(joined(kNote, hashed(note)));
    std::ranges::sort(made);
    made.erase(std::unique(made.begin(), made.end()), made.end());
    return made;
}

std::vector<std::uint32_t> MultiLabel::rows_of(const KeyTable& table, const Features& features) {
    std::vector<std::uint32_t> made;
    for (const auto feature : features)
        if (const auto row = table.find(feature)) made.push_back(*row);
    return made;
}

Result<void> MultiLabel::read(ByteReader& from) {
    ERRAND_TRY(table_, KeyTable::read(from));
    ERRAND_TRY(const auto count, from.value<std::uint32_t>("labels"));
    if (count == 0 || count > kMaxLabels) return corrupt("it has no or too many labels");
    for (std::uint32_t i = 0; i < count; ++i) {
        ERRAND_TRY(auto label, from.text("a label", kMaxNameBytes));
        labels_.push_back(std::move(label));
    }
    width_ = padded(count);
    ERRAND_TRY(bias_, from.numbers("biases", padded(kMaxLabels)));
    ERRAND_TRY(weight_, from.numbers("weights", kMaxModelBytes / sizeof(float)));
    if (bias_.size() != width_ || weight_.size() != table_.rows() * width_)
        return corrupt("the weights do not fit the labels");
    if (from.left() != 0) return corrupt("there are bytes behind its end");
    return {};
}

Result<MultiLabel> MultiLabel::open(std::string_view bytes) {
    if (bytes.size() > kMaxModelBytes) return corrupt("it is too large");
    auto own = std::make_shared<std::vector<std::uint64_t>>((bytes.size() + 7) / 8);
    if (!bytes.empty()) std::memcpy(own->data(), bytes.data(), bytes.size());
    ByteReader from(std::as_bytes(std::span(*own)).first(bytes.size()));
    MultiLabel made;
    ERRAND_TRY_VOID(made.read(from));
    made.own_ = std::move(own);
    return made;
}

std::vector<float> MultiLabel::margins(const Features& features) const {
    std::vector<float> made(bias_.begin(), bias_.end());
    for (const auto row : rows_of(table_, features))
        add_scaled(made.data(), weight_.data() + row * width_, kPresent, width_);
    made.resize(labels_.size());
    return made;
}

std::vector<std::string_view> MultiLabel::labels_of(const Features& features) const {
    const auto found = margins(features);
    std::vector<std::string_view> made;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i] > 0) made.emplace_back(labels_[i]);
    return made;
}

}  // namespace errand::brain::learn
