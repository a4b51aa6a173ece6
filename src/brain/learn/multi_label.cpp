#include "brain/learn/multi_label.hpp"

#include <algorithm>
#include <cstring>

#include "brain/learn/limits.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {

Result<void> MultiLabel::read(ByteReader& from) {
    ERRAND_TRY(vocabulary_, Vocabulary::read(from));
    ERRAND_TRY(const auto count, from.value<std::uint32_t>("labels"));
    if (count == 0 || count > kMaxLabels) return corrupt("it has no or too many labels");
    for (std::uint32_t i = 0; i < count; ++i) {
        ERRAND_TRY(auto label, from.text("a label", kMaxNameBytes));
        labels_.push_back(std::move(label));
    }
    width_ = padded(count);
    ERRAND_TRY(bias_, from.numbers("biases", padded(kMaxLabels)));
    ERRAND_TRY(weight_, from.numbers("weights", kMaxModelBytes / sizeof(float)));
    if (bias_.size() != width_ || weight_.size() != vocabulary_.rows() * width_)
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

std::vector<float> MultiLabel::margins(const Grams& grams) const {
    std::vector<float> made(bias_.begin(), bias_.end());
    for (const auto& [row, value] : vocabulary_.weigh(grams))
        add_scaled(made.data(), weight_.data() + row * width_, value, width_);
    made.resize(labels_.size());
    return made;
}

std::vector<std::string_view> MultiLabel::labels_of(const Grams& grams) const {
    const auto found = margins(grams);
    std::vector<std::string_view> made;
    for (std::size_t i = 0; i < found.size(); ++i)
        if (found[i] > 0) made.emplace_back(labels_[i]);
    return made;
}

}  // namespace errand::brain::learn
