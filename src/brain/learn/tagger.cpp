#include "brain/learn/tagger.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "brain/learn/lattice.hpp"
#include "brain/learn/limits.hpp"
#include "brain/learn/vectors.hpp"

namespace errand::brain::learn {
namespace {

constexpr std::size_t kMaxWidth = padded(labels_of(kMaxSlots));
constexpr std::size_t kMaxPairs = 1U << 24;
static_assert(labels_of(kMaxSlots) <= SomeLabels::kAbsent);

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

SomeLabels::SomeLabels(std::span<const std::uint8_t> seen)
    : all{0}, place(labels_of(seen.size()), kAbsent) {
    for (std::size_t slot = 0; slot < seen.size(); ++slot) {
        if (seen[slot] == 0) continue;
        all.push_back(begin_of(slot));
        all.push_back(inside_of(slot));
    }
    for (std::size_t i = 0; i < all.size(); ++i) place[all[i]] = static_cast<std::uint8_t>(i);
    width = padded(all.size());
}

std::vector<float> SomeLabels::square_of(std::span<const float> from,
                                         std::size_t from_width) const {
    std::vector<float> made(all.size() * width, 0.0F);
    for (std::size_t k = 0; k < all.size(); ++k)
        for (std::size_t i = 0; i < all.size(); ++i)
            made[k * width + i] = from[all[k] * from_width + all[i]];
    return made;
}

std::vector<float> SomeLabels::row_of(std::span<const float> from) const {
    std::vector<float> made(width, 0.0F);
    for (std::size_t i = 0; i < all.size(); ++i) made[i] = from[all[i]];
    return made;
}

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
    ERRAND_TRY(made.weight_, from.array<std::uint16_t>("weights", kMaxPairs));
    ERRAND_TRY(made.scale_, from.number("the scale"));
    ERRAND_TRY(made.transition_, from.numbers("transitions", kMaxWidth * kMaxWidth));
    ERRAND_TRY(made.first_, from.numbers("first labels", kMaxWidth));
    made.start_.reserve(counts.size() + 1);
    made.start_.push_back(0);
    for (const auto one : counts) made.start_.push_back(made.start_.back() + one);
    if (counts.size() != made.table_.rows() || made.start_.back() != made.weight_.size())
        return corrupt("the tagger's rows do not fit its keys");
    const auto full = full_row(labels);
    for (std::size_t row = 0; row < counts.size(); ++row)
        for (auto at = made.start_[row]; at < made.start_[row + 1] && counts[row] != full; ++at)
            if (label_of(made.weight_[at]) >= labels)
                return corrupt("a weight belongs to no label");
    if (made.transition_.size() != labels * made.width_ || made.first_.size() != made.width_)
        return corrupt("the transitions do not fit the slots");
    made.chance_.reserve(made.transition_.size());
    for (const float value : made.transition_) made.chance_.push_back(exponential(value));
    return made;
}

struct Tagger::Labels : SomeLabels {
    std::vector<float> transition, chance, first;
};

Tagger::Labels Tagger::labels_of_seen(std::span<const std::uint8_t> seen) const {
    Labels made{SomeLabels(seen), {}, {}, {}};
    made.transition = made.square_of(transition_, width_);
    made.chance = made.square_of(chance_, width_);
    made.first = made.row_of(first_);
    return made;
}

// Each step asks for memory that the next one needs: the rows lie all over the model.
void Tagger::find_rows(std::span<const std::uint64_t> keys,
                       std::vector<std::uint32_t>& rows) const {
    rows.clear();
    for (const auto key : keys) table_.prefetch(key);
    for (const auto key : keys) table_.prefetch_bucket(key);
    for (const auto key : keys) {
        if (const auto row = table_.find(key)) {
            rows.push_back(*row);
            __builtin_prefetch(&start_[*row]);
        }
    }
    for (const auto row : rows) __builtin_prefetch(weight_.data() + start_[row]);
}

void Tagger::add_row(std::size_t row, std::span<std::int32_t> sums) const {
    const auto words = weight_.subspan(start_[row], start_[row + 1] - start_[row]);
    if (words.size() != width_ / 2) {
        for (const auto one : words) sums[label_of(one)] += whole_weight_of(one);
        return;
    }
    const auto* weights = reinterpret_cast<const std::int8_t*>(words.data());
    for (std::size_t label = 0; label < width_; ++label) sums[label] += weights[label];
}

// Whole weights are summed, whatever skill their labels are of: there is nothing to decide for each
// of them.
std::vector<float> Tagger::emissions(const TokenFeatures& features, const Labels& labels) const {
    std::vector<float> made(features.tokens() * labels.width, 0.0F);
    std::array<std::int32_t, kMaxWidth> sums{};
    std::vector<std::uint32_t> rows;
    for (std::size_t t = 0; t < features.tokens(); ++t) {
        find_rows(features.of(t), rows);
        std::fill_n(sums.begin(), width_, 0);
        for (const auto row : rows) add_row(row, sums);
        for (std::size_t i = 0; i < labels.all.size(); ++i)
            made[t * labels.width + i] = scale_ * static_cast<float>(sums[labels.all[i]]);
    }
    return made;
}

Tagging Tagger::tag(const TokenFeatures& features, std::span<const std::uint8_t> seen,
                    Certainty certainty) const {
    if (features.tokens() == 0 || slots_.empty() || seen.size() != slots_.size()) return {};
    const auto labels = labels_of_seen(seen);
    const auto emission = emissions(features, labels);
    const Chain chain{labels.all.size(), labels.width,  features.tokens(), emission,
                      labels.transition, labels.chance, labels.first};
    auto best = best_path(chain);
    if (certainty == Certainty::Unasked) {
        for (auto& label : best.labels) label = labels.all[label];
        return {spans_of(best.labels), 1.0F};
    }
    const auto marginals = marginals_of(chain);
    std::vector<float> sure(best.labels.size());
    for (std::size_t t = 0; t < best.labels.size(); ++t) {
        sure[t] = marginals.at(t * labels.width + best.labels[t]);
        best.labels[t] = labels.all[best.labels[t]];
    }
    Tagging made{spans_of(best.labels), 1.0F};
    for (auto& span : made.slots)
        for (auto t = span.begin; t < span.end; ++t) span.sure = std::min(span.sure, sure[t]);
    const auto whole = static_cast<float>(best.score - marginals.log_sum);
    made.sure = std::clamp(exponential(whole), 0.0F, 1.0F);
    return made;
}

}  // namespace errand::brain::learn
