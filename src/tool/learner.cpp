#include "tool/learner.hpp"

#include <algorithm>
#include <cmath>

#include "tool/limits.hpp"

namespace errand::tool {
namespace {

constexpr float kRate = 3;
constexpr float kLeastError = 0.005F;  // a tool that is less wrong than this is left alone
// With many sentences a feature seen only once tells nothing.
constexpr std::uint32_t kManySentences = 2'000;
// Nor does one that is in more than a sixth of them ("can you").
constexpr std::uint32_t kCommonShare = 6;

}  // namespace

void Learner::see(const std::vector<Feature>& features) {
    ++sentences_;
    for (const auto& feature : features) {
        const auto found = rows_.find(feature.key);
        if (found != rows_.end())
            ++found->second.seen;
        else if (rows_.size() < kMaxLearnedFeatures)
            rows_[feature.key].seen = 1;
    }
}

std::vector<Feature> Learner::weighted(const std::vector<Feature>& features) const {
    const std::uint32_t least = sentences_ > kManySentences ? 2 : 1;
    std::vector<Feature> made;
    float squares = 0;
    for (const auto& feature : features) {
        const auto row = rows_.find(feature.key);
        if (row == rows_.end() || row->second.seen < least) continue;
        if (least > 1 && row->second.seen > sentences_ / kCommonShare) continue;
        const auto rarity =
            std::log((static_cast<float>(sentences_) + 1) / static_cast<float>(row->second.seen));
        made.push_back({feature.key, rarity});
        squares += rarity * rarity;
    }
    for (auto& feature : made) feature.weight /= std::sqrt(squares + 1e-9F);
    return made;
}

void Learner::score(const std::vector<Feature>& features, std::vector<float>& scores) const {
    for (const auto& feature : features)
        for (const auto& weight : rows_.at(feature.key).weights)
            scores[weight.tool] += weight.value * feature.weight;
}

void Learner::step(const std::vector<Feature>& features, std::uint32_t tool,
                   const std::vector<float>& scores, const std::vector<bool>& learns) {
    const auto most = *std::ranges::max_element(scores);
    float sum = 0;
    for (const auto score : scores) sum += std::exp(score - most);
    std::vector<std::pair<std::uint32_t, float>> errors;
    for (std::uint32_t i = 0; i < scores.size(); ++i) {
        const auto share = std::exp(scores[i] - most) / sum;
        const auto error = share - (i == tool ? 1.0F : 0.0F);
        if (learns[i] && std::abs(error) > kLeastError) errors.emplace_back(i, error);
    }
    for (const auto& feature : features) {
        auto& weights = rows_.at(feature.key).weights;
        for (const auto& [wrong, error] : errors) {
            auto place = std::ranges::lower_bound(weights, wrong, {}, &Weight::tool);
            if (place == weights.end() || place->tool != wrong)
                place = weights.insert(place, Weight{wrong});
            const auto slope = error * feature.weight;
            place->steps += slope * slope;
            place->value -= kRate * slope / std::sqrt(place->steps);
        }
    }
}

void Learner::forget(std::uint32_t tool) {
    for (auto& [key, row] : rows_)
        std::erase_if(row.weights, [&](const Weight& weight) { return weight.tool == tool; });
}

}  // namespace errand::tool
