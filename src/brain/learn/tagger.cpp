#include "brain/learn/tagger.hpp"

#include <algorithm>
#include <cmath>

#include "brain/learn/lattice.hpp"
#include "brain/learn/limits.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

constexpr std::size_t kMaxWidth = padded(labels_of(kMaxSlots));
constexpr std::size_t kMaxPairs = 1U << 24;
// What a slot loses that was never seen with the sentence's intent.
constexpr float kUnseen = 6.0F;

// Runs of B-slot I-slot … among the labels.
std::vector<Tagged> spans_of(const std::vector<std::size_t>& labels) {
    std::vector<Tagged> made;
    for (std::size_t t = 0; t < labels.size(); ++t) {
        if (labels[t] == 0) continue;
        const auto slot = (labels[t] - 1) / 2;
        if (labels[t] % 2 == 0 && !made.empty() && made.back().end == t && made.back().slot == slot)
            ++made.back().end;
        else
            made.push_back({t, t + 1, slot, 1.0F});
    }
    return made;
}

}  // namespace

Result<Tagger> Tagger::read(ByteReader& from) {
    Tagger made;
    ERRAND_TRY(made.cues_, KeyTable::read(from));
    ERRAND_TRY(made.table_, KeyTable::read(from));
    ERRAND_TRY(const auto count, from.value<std::uint32_t>("slots"));
    if (count > kMaxSlots) return corrupt("it has too many slots");
    for (std::uint32_t i = 0; i < count; ++i) {
        ERRAND_TRY(auto slot, from.text("a slot", kMaxNameBytes));
        made.slots_.push_back(std::move(slot));
    }
    const auto labels = labels_of(count);
    made.width_ = padded(labels);
    ERRAND_TRY(const auto counts, from.array<std::uint8_t>("counts", kMaxRows));
    ERRAND_TRY(made.label_, from.array<std::uint8_t>("labels", kMaxPairs));
    ERRAND_TRY(made.weight_, from.array<std::int8_t>("weights", kMaxPairs));
    ERRAND_TRY(made.scale_, from.number("the scale"));
    ERRAND_TRY(made.transition_, from.numbers("transitions", kMaxWidth * kMaxWidth));
    ERRAND_TRY(made.first_, from.numbers("first labels", kMaxWidth));
    made.start_.reserve(counts.size() + 1);
    made.start_.push_back(0);
    for (const auto one : counts) made.start_.push_back(made.start_.back() + one);
    if (counts.size() != made.table_.rows() || made.start_.back() != made.label_.size() ||
        made.label_.size() != made.weight_.size())
        return corrupt("the tagger's rows do not fit its keys");
    if (!std::ranges::all_of(made.label_, [&](auto label) { return label < labels; }))
        return corrupt("a weight belongs to no label");
    if (made.transition_.size() != labels * made.width_ || made.first_.size() != made.width_)
        return corrupt("the transitions do not fit the slots");
    made.chance_.reserve(made.transition_.size());
    for (const float value : made.transition_) made.chance_.push_back(exponential(value));
    return made;
}

std::vector<float> Tagger::emissions(const TokenFeatures& features,
                                     std::span<const std::uint8_t> seen) const {
    std::vector<float> made(features.tokens() * width_, 0.0F);
    for (std::size_t t = 0; t < features.tokens(); ++t) {
        float* to = made.data() + t * width_;
        for (std::size_t slot = 0; slot < seen.size(); ++slot)
            if (seen[slot] == 0) to[begin_of(slot)] = to[inside_of(slot)] = -kUnseen;
        for (const auto key : features.of(t)) {
            const auto row = table_.find(key);
            if (!row) continue;
            for (auto i = start_[*row]; i < start_[*row + 1]; ++i)
                to[label_[i]] += scale_ * static_cast<float>(weight_[i]);
        }
    }
    return made;
}

Tagging Tagger::tag(const TokenFeatures& features, std::span<const std::uint8_t> seen) const {
    if (features.tokens() == 0 || slots_.empty() || seen.size() != slots_.size()) return {};
    const auto emission = emissions(features, seen);
    const Chain chain{labels_of(slots_.size()),
                      width_,
                      features.tokens(),
                      emission,
                      transition_,
                      chance_,
                      first_};
    const auto best = best_path(chain);
    const auto marginals = marginals_of(chain);
    Tagging made{spans_of(best.labels), 1.0F};
    for (auto& span : made.slots)
        for (auto t = span.begin; t < span.end; ++t)
            span.sure = std::min(span.sure, marginals.at(t * width_ + best.labels[t]));
    const auto whole = static_cast<float>(best.score - marginals.log_sum);
    made.sure = std::clamp(exponential(whole), 0.0F, 1.0F);
    return made;
}

}  // namespace errand::brain::learn
