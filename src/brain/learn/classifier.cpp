#include "brain/learn/classifier.hpp"

#include "brain/learn/limits.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

Result<Head> read_head(ByteReader& from) {
    Head head;
    ERRAND_TRY(head.name, from.text("a head's name", kMaxNameBytes));
    ERRAND_TRY(head.sharpness, from.number("a head's sharpness"));
    ERRAND_TRY(head.familiar_from, from.number("a head's least score"));
    ERRAND_TRY(const auto count, from.value<std::uint32_t>("a head's labels"));
    if (count == 0 || count > kMaxLabels) return corrupt("a head has no or too many labels");
    for (std::uint32_t i = 0; i < count; ++i) {
        ERRAND_TRY(auto label, from.text("a label", kMaxNameBytes));
        head.labels.push_back(std::move(label));
    }
    return head;
}

}  // namespace

Result<Classifier> Classifier::read(ByteReader& from) {
    Classifier made;
    ERRAND_TRY(made.vocabulary_, Vocabulary::read(from));
    ERRAND_TRY(const auto count, from.value<std::uint32_t>("heads"));
    if (count == 0 || count > kMaxHeads) return corrupt("it has no or too many heads");
    made.begin_.push_back(0);
    for (std::uint32_t i = 0; i < count; ++i) {
        ERRAND_TRY(auto head, read_head(from));
        made.begin_.push_back(made.begin_.back() + head.labels.size());
        made.heads_.push_back(std::move(head));
    }
    made.width_ = padded(made.begin_.back());
    ERRAND_TRY(made.bias_, from.numbers("biases", kMaxHeads * kMaxLabels));
    ERRAND_TRY(made.scale_, from.numbers("scales", kMaxRows));
    ERRAND_TRY(made.weight_, from.array<std::uint8_t>("weights", kMaxModelBytes));
    const auto rows = made.vocabulary_.rows();
    if (made.bias_.size() != made.width_ || made.scale_.size() != rows ||
        made.weight_.size() != rows * (made.width_ / 2))
        return corrupt("the weights do not fit the labels");
    return made;
}

Scores Classifier::score(const Sparse& sentence) const {
    Scores scores{{bias_.begin(), bias_.end()}, begin_};
    for (const auto& [row, value] : sentence)
        add_packed(scores.values.data(), weight_.data() + row * (width_ / 2), value * scale_[row],
                   width_);
    return scores;
}

}  // namespace errand::brain::learn
